package io.everbook.api;

import org.agrona.DirectBuffer;

/**
 * One record of the journal, a command with all the events it caused, where it lies: its bytes are valid until its
 * reader is used again. The events stand back to back, each with its message header, as {@link EventDispatcher} takes
 * them. Not thread safe.
 */
public interface JournalRecord {
    /**
     * The record's sequence.
     *
     * @return from 1.
     */
    long sequence();

    /**
     * The epoch it was decided in.
     *
     * @return generation in the upper 16 bits, leadership term below.
     */
    long epoch();

    /**
     * The engine time of the command.
     *
     * @return nanoseconds since the epoch.
     */
    long timeNs();

    /**
     * The log's position when it was decided.
     *
     * @return 0 without a log.
     */
    long logPosition();

    /**
     * The connection that delivered the command.
     *
     * @return 0: the log itself.
     */
    long connection();

    /**
     * The execution id of its first numbered event, or that of the next numbered event if it has none.
     *
     * @return from 1.
     */
    long firstExecutionId();

    /**
     * How many events it holds.
     *
     * @return the count.
     */
    int eventCount();

    /**
     * The record's bytes.
     *
     * @return holding them from {@link #offset()}.
     */
    DirectBuffer buffer();

    /**
     * Where the record begins in the buffer.
     *
     * @return the offset of its header.
     */
    int offset();

    /**
     * The record's length, checksum included.
     *
     * @return in bytes.
     */
    int length();

    /**
     * Where the command begins in the buffer.
     *
     * @return the offset of its message header.
     */
    int commandOffset();

    /**
     * The command's length without padding.
     *
     * @return in bytes.
     */
    int commandLength();

    /**
     * Where the events begin in the buffer.
     *
     * @return the offset of the first event's message header.
     */
    int eventsOffset();

    /**
     * The length of all events together.
     *
     * @return in bytes.
     */
    int eventsLength();

    /**
     * The checksum, which stands for this record and all before it.
     *
     * @return as stored; verified.
     */
    long checksum();
}
