package io.everbook.feed;

import io.everbook.api.JournalRecord;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A record of a journal with another epoch.
 */
record CopiedRecord(
    long sequence,
    long epoch,
    long timeNs,
    long logPosition,
    long connection,
    long firstExecutionId,
    int eventCount,
    DirectBuffer buffer,
    int offset,
    int length,
    int commandOffset,
    int commandLength,
    int eventsOffset,
    int eventsLength,
    long checksum) implements JournalRecord {

    static CopiedRecord of(final JournalRecord record, final long epoch) {
        final byte[] bytes = new byte[record.length()];
        record.buffer().getBytes(record.offset(), bytes);
        return new CopiedRecord(record.sequence(), epoch, record.timeNs(), record.logPosition(), record.connection(),
            record.firstExecutionId(), record.eventCount(), new UnsafeBuffer(bytes), 0, bytes.length,
            record.commandOffset() - record.offset(), record.commandLength(),
            record.eventsOffset() - record.offset(), record.eventsLength(), record.checksum());
    }
}
