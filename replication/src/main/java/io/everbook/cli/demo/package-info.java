/**
 * The demo: three sites as three processes, order flow, a leader killed again and again, and the proof that nothing was
 * lost and nothing done twice.
 */
package io.everbook.cli.demo;
