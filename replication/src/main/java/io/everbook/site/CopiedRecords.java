package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;

import java.nio.ByteOrder;

/**
 * Puts records together that come in pieces, and appends those whose checksum follows from the journal's. One thread.
 */
final class CopiedRecords {
    private final ExpandableDirectByteBuffer pending = new ExpandableDirectByteBuffer(1 << 16);
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final JournalWriter journal;
    private int limit;

    CopiedRecords(final JournalWriter journal) {
        this.journal = journal;
    }

    void onPart(final DirectBuffer buffer, final int offset, final int length) {
        pending.putBytes(limit, buffer, offset, length);
        limit += length;
        int position = 0;
        int next = end(position);
        while (next <= limit) {
            append(position, next - position);
            position = next;
            next = end(position);
        }
        pending.putBytes(0, pending, position, limit - position);
        limit -= position;
    }

    private int end(final int position) {
        if (limit - position < RecordLayout.HEADER_LENGTH) {
            return Integer.MAX_VALUE;
        }
        header.wrap(pending, position);
        return position + RecordLayout.length(header.commandLength(), header.eventsLength())
            + RecordLayout.CHECKSUM_LENGTH;
    }

    private void append(final int position, final int length) {
        final int content = length - RecordLayout.CHECKSUM_LENGTH;
        final long checksum = pending.getLong(position + content, ByteOrder.LITTLE_ENDIAN);
        if (Xxh64.hash(pending, position, content, journal.chain()) != checksum) {
            throw new EverbookException("the record at sequence " + (journal.lastSequence() + 1) + " of another site"
                + " doesn't follow from this one's journal: compare them with ./everbook journal diff");
        }
        journal.append(pending, position, content);
    }
}
