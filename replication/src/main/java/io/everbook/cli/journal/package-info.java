/**
 * The commands on journals: none of them changes, locks or adds anything in the journal it reads, so that each may run
 * beside the site that writes it.
 */
package io.everbook.cli.journal;
