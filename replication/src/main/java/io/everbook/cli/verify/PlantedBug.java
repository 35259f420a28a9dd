package io.everbook.cli.verify;

import java.util.Locale;

/**
 * Mistakes that a run of default length must find. What makes them is among the test classes of the build alone.
 */
enum PlantedBug {
    /** A leader answers what no quorum holds yet. */
    ACK_BEFORE_COMMIT("a command is acknowledged before a quorum holds it"),
    /** A repeat is decided again. */
    NO_DEDUPE("a decided command that comes again is decided again"),
    /** A client forgets what the log does not hold. */
    RESEND_LOST("a client does not send again what the log lacks"),
    /** A gap's refusal takes the command's place. */
    GAP_AS_OUTCOME("the refusal of a gap is kept as the command's outcome"),
    /** A reject does not count. */
    REJECT_KEEPS_NUMBER("a reject does not advance the session's number"),
    /** An earlier connection goes on. */
    NO_FENCE("a logon does not fence earlier connections"),
    /** A client passes missed events over. */
    EGRESS_HOLE_UNNOTICED("a client does not notice a hole in its events"),
    /** A restored site has forgotten what was decided. */
    WINDOW_NOT_IN_SNAPSHOT("the window of decided commands is not in the snapshot"),
    /** A record is missing. */
    JOURNAL_APPEND_SKIPPED("one append to a journal is skipped"),
    /** A site skips a message. */
    SWALLOWED_EXCEPTION("an exception in a callback is swallowed, and the message skipped"),
    /** A service writes to the log by itself. */
    OFFER_FROM_LEADER("the leader's service offers to the cluster"),
    /** Time goes back with the log. */
    TIME_NOT_CLAMPED("engine time follows the log back"),
    /** Sites decide at different times. */
    WALL_CLOCK("the engine reads the wall clock"),
    /** Sites loop in different orders. */
    HASH_ORDER("a loop runs in the order of identity hashes"),
    /** A cut-off leader does not stop. */
    STALE_LEADER("a leader that has lost its quorum keeps answering");

    private final String words;

    PlantedBug(final String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PlantedBug of(final String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
