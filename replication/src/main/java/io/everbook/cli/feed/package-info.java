/**
 * Commands that run the readers of a journal, and that subscribe to them.
 */
package io.everbook.cli.feed;
