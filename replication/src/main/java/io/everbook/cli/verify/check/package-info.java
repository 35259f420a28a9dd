/**
 * The checks of a run: the clients' histories and every site's journal against the invariants, each with the count of
 * what was checked.
 */
package io.everbook.cli.verify.check;
