package io.everbook.journal;

import io.everbook.protocol.RecordHeaderEncoder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Records whose every byte is a function of their sequence; the times are a second apart unless told otherwise.
 */
final class SampleRecords {
    static final long START_NS = TimeUnit.DAYS.toNanos(20_000);
    static final long BLOCK_SIZE = 1 << 20;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(4096, 64));
    private final RecordHeaderEncoder header = new RecordHeaderEncoder();
    private long intervalNs = TimeUnit.SECONDS.toNanos(1);

    SampleRecords intervalNs(final long intervalNs) {
        this.intervalNs = intervalNs;
        return this;
    }

    static JournalConfig config(final Path directory) {
        return JournalConfig.builder()
            .directory(directory)
            .cycle(JournalCycle.HOURLY)
            .blockSize(BLOCK_SIZE)
            .conclude();
    }

    long timeNs(final long sequence) {
        return START_NS + sequence * intervalNs;
    }

    static int commandLength(final long sequence) {
        return 48 + (int) (sequence % 5);
    }

    static int eventsLength(final long sequence) {
        return 8 * (int) (sequence % 20);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int encode(final long sequence) {
        final int commandLength = commandLength(sequence);
        final int length = RecordLayout.length(commandLength, eventsLength(sequence));
        for (int i = RecordLayout.HEADER_LENGTH; i < length; i++) {
            buffer.putByte(i, (byte) (sequence * 31 + i));
        }
        header.wrap(buffer, 0)
            .sequence(sequence)
            .epoch(7)
            .timeNs(timeNs(sequence))
            .logPosition(sequence * 100)
            .connection(3)
            .firstExecutionId(sequence)
            .commandLength(commandLength)
            .eventsLength(eventsLength(sequence))
            .eventCount(1)
            .reserved(0);
        return length;
    }

    void append(final JournalWriter writer, final long from, final long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            writer.append(buffer, 0, encode(sequence));
        }
    }

    void write(final Path directory, final long count) {
        try (JournalWriter writer = JournalWriter.open(config(directory))) {
            append(writer, writer.lastSequence() + 1, count);
        }
    }

    long read(final JournalReader reader, final long from) {
        final RecordView view = new RecordView();
        long sequence = from;
        while (reader.next(view)) {
            requireSame(view, sequence);
            sequence++;
        }
        return sequence - 1;
    }

    private void requireSame(final RecordView view, final long sequence) {
        final int length = encode(sequence);
        final UnsafeBuffer actual = new UnsafeBuffer(view.buffer(), view.offset(), view.length() - 8);
        if (!actual.equals(new UnsafeBuffer(buffer, 0, length))) {
            throw new AssertionError("record " + sequence + " reads otherwise than written");
        }
    }
}
