/**
 * The demo: three sites as three processes, order flow, a leader killed again and again, and the proof that nothing was
 * lost and nothing done twice. Its process control, histories and checks are made to be used by other rehearsals too.
 */
package io.everbook.cli.demo;
