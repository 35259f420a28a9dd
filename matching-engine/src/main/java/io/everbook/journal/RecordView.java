package io.everbook.journal;

import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A record as read, verified, where it lies: a flyweight that {@link JournalReader#next} moves from record to record.
 * Its bytes are valid until the reader moves or closes. Not thread safe.
 */
public final class RecordView {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();

    /**
     * Creates a view of nothing.
     */
    public RecordView() {
    }

    void wrap(final long address, final int length) {
        buffer.wrap(address, length);
        header.wrap(buffer, 0);
    }

    RecordHeaderDecoder header() {
        return header;
    }

    /**
     * The record's sequence.
     *
     * @return from 1.
     */
    public long sequence() {
        return header.sequence();
    }

    /**
     * The epoch it was decided in.
     *
     * @return generation in the upper 16 bits, leadership term below.
     */
    public long epoch() {
        return header.epoch();
    }

    /**
     * The time that the log gave the command.
     *
     * @return nanoseconds since the epoch.
     */
    public long timeNs() {
        return header.timeNs();
    }

    /**
     * The log's position when it was decided.
     *
     * @return 0 without a log.
     */
    public long logPosition() {
        return header.logPosition();
    }

    /**
     * The connection that delivered the command.
     *
     * @return 0: the log itself.
     */
    public long connection() {
        return header.connection();
    }

    /**
     * The execution id of its first numbered event, or that of the next numbered event if it has none.
     *
     * @return from 1.
     */
    public long firstExecutionId() {
        return header.firstExecutionId();
    }

    /**
     * How many events it holds.
     *
     * @return the count.
     */
    public int eventCount() {
        return header.eventCount();
    }

    /**
     * The record's bytes.
     *
     * @return holding them from {@link #offset()}.
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * Where the record begins in the buffer.
     *
     * @return the offset of its header.
     */
    public int offset() {
        return 0;
    }

    /**
     * The record's length, checksum included.
     *
     * @return in bytes.
     */
    public int length() {
        return buffer.capacity();
    }

    /**
     * Where the command begins in the buffer.
     *
     * @return the offset of its message header.
     */
    public int commandOffset() {
        return RecordLayout.HEADER_LENGTH;
    }

    /**
     * The command's length without padding.
     *
     * @return in bytes.
     */
    public int commandLength() {
        return header.commandLength();
    }

    /**
     * Where the events begin in the buffer.
     *
     * @return the offset of the first event's message header.
     */
    public int eventsOffset() {
        return RecordLayout.length(commandLength(), 0);
    }

    /**
     * The length of all events together.
     *
     * @return in bytes.
     */
    public int eventsLength() {
        return header.eventsLength();
    }

    /**
     * The checksum, which stands for this record and all before it.
     *
     * @return as stored; verified.
     */
    public long checksum() {
        return buffer.getLong(length() - RecordLayout.CHECKSUM_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
