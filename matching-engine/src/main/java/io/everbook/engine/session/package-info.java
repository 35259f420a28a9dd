/**
 * Participants, their sessions with numbers and decided commands, and the connections they log on from.
 */
package io.everbook.engine.session;
