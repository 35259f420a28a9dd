/**
 * The participants of a run: sessions with open-loop flow whose clients come, go and take each other over; sessions
 * that break the protocol's good manners on purpose; the operator; all on a host of their own, with every word kept.
 */
package io.everbook.cli.verify.client;
