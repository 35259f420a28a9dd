package io.everbook.journal;

import io.everbook.api.Xxh64;
import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Tells whether bytes are the record that follows on the one before: by lengths, sequence and chained checksum.
 */
final class ChainCheck {
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private long sequence;
    private long chain;
    private boolean chainKnown;

    /**
     * Begins behind a record.
     *
     * @param sequence   of that record.
     * @param chain      its checksum.
     * @param chainKnown whether that is known; if not, the next record's checksum is taken as it is.
     */
    ChainCheck(final long sequence, final long chain, final boolean chainKnown) {
        this.sequence = sequence;
        this.chain = chain;
        this.chainKnown = chainKnown;
    }

    long sequence() {
        return sequence;
    }

    long chain() {
        return chain;
    }

    /**
     * Goes on behind the next record if it is one.
     */
    boolean follows(final DirectBuffer buffer, final int offset, final int length) {
        if (length < RecordLayout.LENGTH_MIN || RecordLayout.fault(header.wrap(buffer, offset), length) != null
            || header.sequence() != sequence + 1) {
            return false;
        }
        final int end = length - RecordLayout.CHECKSUM_LENGTH;
        final long checksum = buffer.getLong(offset + end, ByteOrder.LITTLE_ENDIAN);
        if (chainKnown && Xxh64.hash(buffer, offset, end, chain) != checksum) {
            return false;
        }
        sequence++;
        chain = checksum;
        chainKnown = true;
        return true;
    }

    long timeNs() {
        return header.timeNs();
    }
}
