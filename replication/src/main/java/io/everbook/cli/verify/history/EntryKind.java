package io.everbook.cli.verify.history;

/**
 * What an entry of a history tells, and what its six numbers are.
 */
public enum EntryKind {
    /** A command was taken: its number, digest, template, tag, 0, 0. */
    SUBMITTED,
    /** A command was sent that must not be decided under its number: number, digest, template, 0, 0, 0. */
    PROBED,
    /** A command was sent again by its client: its number, 0, 0, 0, 0, 0. */
    RESENT,
    /** A numbered event came: number, sequence, template, command number or 0, hash of its bytes, answer or -1. */
    EVENT,
    /** A signal came: template, sequence, hash of its bytes, command number, decided sequence or 0, result. */
    SIGNAL,
    /** A client of the session was opened: 1 if it must miss no event, else 0; the first event it wants; 0, 0, 0, 0. */
    OPENED,
    /** A client of the session was closed. */
    CLOSED
}
