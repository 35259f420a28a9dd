package io.everbook.feed;

import io.everbook.protocol.FeedSnapshotPacketEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * A snapshot of a channel, kept part by part while receivers take it. Its room grows to that of the largest and is used
 * again.
 */
final class FrozenSnapshot {
    private static final int NONE = -1;

    private final FeedSnapshotPacketEncoder packet = new FeedSnapshotPacketEncoder();
    private final UnsafeBuffer part = new UnsafeBuffer(0, 0);
    private final ExpandableDirectByteBuffer bytes = new ExpandableDirectByteBuffer(Packer.MAX_LENGTH);
    private int[] lengths = new int[16];
    private int count;
    private long packetNumber = NONE;

    boolean isPresent() {
        return packetNumber != NONE;
    }

    /**
     * The packet that the state is after, which names the snapshot.
     */
    long packetNumber() {
        return packetNumber;
    }

    int count() {
        return count;
    }

    int length(final int index) {
        return lengths[index];
    }

    DirectBuffer part(final int index) {
        part.wrap(bytes, index * Packer.MAX_LENGTH, lengths[index]);
        return part;
    }

    void begin() {
        packetNumber = NONE;
        count = 0;
    }

    void add(final DirectBuffer from, final int length) {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        bytes.putBytes(count * Packer.MAX_LENGTH, from, 0, length);
        lengths[count++] = length;
    }

    void conclude(final long newPacketNumber) {
        for (int i = 0; i < count; i++) {
            packet.wrap(bytes, i * Packer.MAX_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH).count(count);
        }
        packetNumber = newPacketNumber;
    }
}
