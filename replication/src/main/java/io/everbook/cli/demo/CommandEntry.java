package io.everbook.cli.demo;

/**
 * One submitted command in a history: what it was, and what became of it. Times are of {@link System#nanoTime()}.
 */
final class CommandEntry {
    /** {@link #failover()} of a command that no kill found unanswered. */
    static final int NO_FAILOVER = -1;

    /**
     * How a command in doubt came to its answer.
     */
    enum Asked {
        /** Never in doubt. */
        NOT_ASKED("answered at once"),
        /** The dead leader's answer was on its way already. */
        UNDER_WAY("not asked: its answer was under way"),
        /** The logon said that it was decided; its events came by replay. */
        REPLAY("by logon: decided; its events were replayed"),
        /** Sent again under its number, and answered with the first result. */
        RESEND("sent again: it was decided already"),
        /** The logon said that it was never sequenced; sent again under its number. */
        NEVER_SEQUENCED("by logon: never sequenced; so it was sent again"),
        /** No answer until the end. */
        UNRESOLVED("no answer");

        private final String words;

        Asked(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final int session;
    private final long number;
    private final int template;
    private final long tag;
    private final long submittedNs;
    private int failover = NO_FAILOVER;
    private Asked asked = Asked.NOT_ASKED;
    private boolean decidedBeforeLogon;
    private boolean acknowledged;
    private long answeredNs;
    private long sequence;
    private int result;

    CommandEntry(final int session, final long number, final int template, final long tag, final long submittedNs) {
        this.session = session;
        this.number = number;
        this.template = template;
        this.tag = tag;
        this.submittedNs = submittedNs;
    }

    void inDoubt(final int failoverIndex) {
        failover = failoverIndex;
        asked = Asked.UNRESOLVED;
    }

    /**
     * A logon after the kill said up to which number the session's commands were decided; the first one counts.
     *
     * @param lastCommandNumber the newest decided.
     */
    void logon(final long lastCommandNumber) {
        if (asked != Asked.UNRESOLVED) {
            return;
        }
        decidedBeforeLogon = number <= lastCommandNumber;
        asked = decidedBeforeLogon ? Asked.REPLAY : Asked.NEVER_SEQUENCED;
    }

    /**
     * Its first answer.
     *
     * @param decidedSequence where it was decided.
     * @param reason          of its rejection, 0 if accepted.
     * @param nowNs           when the answer arrived.
     */
    void answer(final long decidedSequence, final int reason, final long nowNs) {
        acknowledged = true;
        sequence = decidedSequence;
        result = reason;
        answeredNs = nowNs;
        if (asked == Asked.UNRESOLVED) {
            asked = Asked.UNDER_WAY;
        }
    }

    /**
     * It was sent again and had been decided before; that may be told before or after its own events are replayed.
     */
    void alreadyDecided() {
        if (wasInDoubt() && asked != Asked.NEVER_SEQUENCED) {
            asked = Asked.RESEND;
        }
    }

    /**
     * Whether it was in the log when the first logon after the kill asked, and so committed and unanswered.
     *
     * @return true if it was.
     */
    boolean wasDecidedBeforeLogon() {
        return decidedBeforeLogon;
    }

    int session() {
        return session;
    }

    long number() {
        return number;
    }

    int template() {
        return template;
    }

    long tag() {
        return tag;
    }

    long submittedNs() {
        return submittedNs;
    }

    long answeredNs() {
        return answeredNs;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    boolean wasInDoubt() {
        return failover != NO_FAILOVER;
    }

    int failover() {
        return failover;
    }

    /**
     * How it was asked about; UNRESOLVED where it has no answer yet.
     *
     * @return the way.
     */
    Asked asked() {
        return acknowledged ? asked : Asked.UNRESOLVED;
    }

    long sequence() {
        return sequence;
    }

    int result() {
        return result;
    }
}
