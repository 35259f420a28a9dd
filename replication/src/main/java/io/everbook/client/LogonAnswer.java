package io.everbook.client;

import io.everbook.protocol.LogonAcceptedDecoder;

/**
 * The numbers a logon was answered with, computed at its place in the log.
 */
public final class LogonAnswer {
    private long sequence;
    private long connection;
    private long epoch;
    private long lastCommandNumber;
    private long lastEventNumber;
    private long lastEventSequence;
    private int window;

    LogonAnswer() {
    }

    /**
     * Sequence of the logon.
     *
     * @return the sequence.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The transport session the logon bound the session to.
     *
     * @return the connection's id.
     */
    public long connection() {
        return connection;
    }

    /**
     * The epoch: generation in the upper 16 bits, leadership term below.
     *
     * @return the epoch.
     */
    public long epoch() {
        return epoch;
    }

    /**
     * The session's last decided command.
     *
     * @return its number, 0 if none.
     */
    public long lastCommandNumber() {
        return lastCommandNumber;
    }

    /**
     * The session's last event.
     *
     * @return its number, 0 if none.
     */
    public long lastEventNumber() {
        return lastEventNumber;
    }

    /**
     * Sequence of the session's last event.
     *
     * @return the sequence, 0 if none.
     */
    public long lastEventSequence() {
        return lastEventSequence;
    }

    /**
     * The session's window as the exchange has it.
     *
     * @return the most commands that may be unanswered.
     */
    public int window() {
        return window;
    }

    LogonAnswer set(final LogonAcceptedDecoder event) {
        sequence = event.header().sequence();
        connection = event.connection();
        epoch = event.epoch();
        lastCommandNumber = event.lastCommandNumber();
        lastEventNumber = event.lastEventNumber();
        lastEventSequence = event.lastEventSequence();
        window = event.window();
        return this;
    }

    @Override
    public String toString() {
        return "LogonAnswer{sequence=" + sequence + ", connection=" + connection + ", epoch=" + epoch +
            ", lastCommandNumber=" + lastCommandNumber + ", lastEventNumber=" + lastEventNumber +
            ", lastEventSequence=" + lastEventSequence + ", window=" + window + '}';
    }
}
