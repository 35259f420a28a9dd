package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.protocol.RecordHeaderDecoder;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Finds records by what rises along a journal, by halves: each step a seek. What it reads on its way is not verified;
 * the record it finds is, by whoever reads it.
 */
final class RecordSearch {
    private static final int TIME = RecordHeaderDecoder.timeNsEncodingOffset();
    private static final int FIRST_EXECUTION_ID = RecordHeaderDecoder.firstExecutionIdEncodingOffset();

    private final JournalIndex index;
    private final ExcerptTailer tailer;

    RecordSearch(final JournalIndex index, final ExcerptTailer tailer) {
        this.index = index;
        this.tailer = tailer;
    }

    /**
     * The first of the sequences whose record is not before a time; the last plus one if every one is.
     */
    long byTime(final long timeNs, final long first, final long last) {
        return last == 0 ? 1 : firstNotBelow(TIME, timeNs, first, last);
    }

    /**
     * The last of the sequences whose record holds that event or earlier ones.
     */
    long byExecution(final long executionId, final long first, final long last) {
        final long behind = last == 0 ? 1 : firstNotBelow(FIRST_EXECUTION_ID, executionId + 1, first, last);
        if (executionId < 1 || behind == first && first > 1) {
            throw new EverbookException("cannot seek execution id " + executionId
                + " in a journal that begins after it, with sequence " + first);
        }
        return Math.max(1, behind - 1);
    }

    private long firstNotBelow(final int field, final long value, final long first, final long last) {
        long low = first;
        long high = last + 1;
        while (low < high) {
            final long middle = low + (high - low >> 1);
            if (read(middle, field) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long read(final long sequence, final int field) {
        index.move(tailer, sequence);
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                throw new JournalException(
                    tailer.currentFile(), -1, sequence, "no record is found where the index says");
            }
            final Bytes<?> bytes = document.wire().bytes();
            return bytes.readLong(bytes.readPosition() + field);
        }
    }
}
