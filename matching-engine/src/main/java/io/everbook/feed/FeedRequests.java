package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedSnapshotRequestEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.RetransmissionRequestEncoder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the requests of a receiver.
 */
final class FeedRequests {
    private static final int LENGTH = 64;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LENGTH, 64));
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final RetransmissionRequestEncoder retransmission = new RetransmissionRequestEncoder();
    private final FeedSnapshotRequestEncoder snapshot = new FeedSnapshotRequestEncoder();
    private final int partition;
    private final FeedChannel channel;
    private final PacketSink sink;

    FeedRequests(final int partition, final FeedChannel channel, final PacketSink sink) {
        this.partition = partition;
        this.channel = channel;
        this.sink = sink;
    }

    void retransmission(final long fromPacket, final long toPacket) {
        retransmission.wrapAndApplyHeader(buffer, 0, messageHeader)
            .fromPacket(fromPacket)
            .toPacket(toPacket)
            .partition(partition)
            .channel(channel)
            .pad1((short) 0)
            .pad2(0);
        send(RetransmissionRequestEncoder.BLOCK_LENGTH);
    }

    void snapshot(final long atPacket, final long notBefore, final int fromIndex, final int parts) {
        snapshot.wrapAndApplyHeader(buffer, 0, messageHeader)
            .atPacket(atPacket)
            .notBefore(notBefore)
            .fromIndex(fromIndex)
            .parts(parts)
            .partition(partition)
            .channel(channel)
            .pad1((short) 0)
            .pad2(0);
        send(FeedSnapshotRequestEncoder.BLOCK_LENGTH);
    }

    private void send(final int blockLength) {
        sink.packet(channel, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }
}
