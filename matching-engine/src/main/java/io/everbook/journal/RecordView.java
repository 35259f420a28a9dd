package io.everbook.journal;

import io.everbook.api.JournalRecord;
import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A record as read, verified, where it lies: a flyweight that {@link JournalReader#next} moves from record to record.
 * Its bytes are valid until the reader moves or closes. Not thread safe.
 */
public final class RecordView implements JournalRecord {
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

    @Override
    public long sequence() {
        return header.sequence();
    }

    @Override
    public long epoch() {
        return header.epoch();
    }

    @Override
    public long timeNs() {
        return header.timeNs();
    }

    @Override
    public long logPosition() {
        return header.logPosition();
    }

    @Override
    public long connection() {
        return header.connection();
    }

    @Override
    public long firstExecutionId() {
        return header.firstExecutionId();
    }

    @Override
    public int eventCount() {
        return header.eventCount();
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return buffer.capacity();
    }

    @Override
    public int commandOffset() {
        return RecordLayout.HEADER_LENGTH;
    }

    @Override
    public int commandLength() {
        return header.commandLength();
    }

    @Override
    public int eventsOffset() {
        return RecordLayout.length(commandLength(), 0);
    }

    @Override
    public int eventsLength() {
        return header.eventsLength();
    }

    @Override
    public long checksum() {
        return buffer.getLong(length() - RecordLayout.CHECKSUM_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
