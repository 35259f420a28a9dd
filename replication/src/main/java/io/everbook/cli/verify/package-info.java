/**
 * Fault injection on real sites with a checked history: a seeded schedule of nemeses over sites, links and clients, and
 * the verdict from what clients saw and what every site's journal holds.
 */
package io.everbook.cli.verify;
