/**
 * Replays recorded order flow through the embedded, journaled exchange and holds the result against the recording.
 */
package io.everbook.cli.replay;
