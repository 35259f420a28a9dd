/**
 * What became of every command, order and trade: kept in Chronicle Map by a reader of the journal, for whoever asks.
 */
package io.everbook.outcome;
