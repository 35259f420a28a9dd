/**
 * What became of every command, order and trade: kept in Chronicle Map by a reader of the journal, for whoever asks.
 *
 * <p>Every field of a value interface has a group of its own, in the order in which the fields lie. Without that the
 * order is that of reflection, which differs from process to process, and one would misread what another wrote.
 */
package io.everbook.outcome;
