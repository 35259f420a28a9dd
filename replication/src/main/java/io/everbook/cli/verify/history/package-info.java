/**
 * What the clients of a run did and were told, on disk: written as it happens, read by the checks afterwards.
 */
package io.everbook.cli.verify.history;
