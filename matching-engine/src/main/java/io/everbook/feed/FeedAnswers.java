package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedSnapshotRequestDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.RetransmissionRefusedEncoder;
import io.everbook.protocol.RetransmissionRequestDecoder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers requests for packets and snapshots, with at most {@link #MAX_PACKETS} packets each.
 */
final class FeedAnswers {
    /** The most packets that one request is answered with; whoever wants more asks again. */
    static final int MAX_PACKETS = 64;

    private static final int REFUSED_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + RetransmissionRefusedEncoder.BLOCK_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RetransmissionRequestDecoder retransmission = new RetransmissionRequestDecoder();
    private final FeedSnapshotRequestDecoder snapshotRequest = new FeedSnapshotRequestDecoder();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final RetransmissionRefusedEncoder refused = new RetransmissionRefusedEncoder();
    private final UnsafeBuffer refusedBuffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(REFUSED_LENGTH, 64));
    private final MarketDataBuilder builder;
    private final int partition;
    private final Channel[] channels;

    FeedAnswers(final MarketDataBuilder builder, final int partition, final int retransmissionBytes) {
        this.builder = builder;
        this.partition = partition;
        channels = new Channel[] {
            new Channel(builder, FeedChannel.TOP, retransmissionBytes),
            new Channel(builder, FeedChannel.LEVELS, retransmissionBytes),
            new Channel(builder, FeedChannel.ORDERS, retransmissionBytes)
        };
    }

    void hold(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        channels[channel.value() - 1].packets.add(buffer, offset, length);
    }

    boolean onRequest(final DirectBuffer buffer, final int offset, final int length, final PacketSink answer) {
        if (!FeedInput.isMessage(header, buffer, offset, length)) {
            return false;
        }
        if (FeedInput.is(header, RetransmissionRequestDecoder.TEMPLATE_ID, RetransmissionRequestDecoder.BLOCK_LENGTH)) {
            return retransmit(retransmission.wrapAndApplyHeader(buffer, offset, header), answer);
        }
        return FeedInput.is(header, FeedSnapshotRequestDecoder.TEMPLATE_ID, FeedSnapshotRequestDecoder.BLOCK_LENGTH)
            && sendSnapshot(snapshotRequest.wrapAndApplyHeader(buffer, offset, header), answer);
    }

    private boolean retransmit(final RetransmissionRequestDecoder request, final PacketSink answer) {
        final Channel channel = channel(request.partition(), request.channelRaw());
        if (channel == null) {
            return false;
        }
        final long from = request.fromPacket();
        if (from < channel.packets.first()) {
            refuse(channel, from, answer);
        } else if (from > channel.packets.last()) {
            builder.heartbeat(channel.id, answer);
        } else {
            send(channel, from, Math.min(request.toPacket(), channel.packets.last()), answer);
        }
        return true;
    }

    private void send(final Channel channel, final long from, final long to, final PacketSink answer) {
        for (long number = from; number <= to && number - from < MAX_PACKETS; number++) {
            answer.packet(channel.id, channel.packets.bytes(), channel.packets.offset(number),
                channel.packets.length(number));
        }
    }

    private void refuse(final Channel channel, final long from, final PacketSink answer) {
        refused.wrapAndApplyHeader(refusedBuffer, 0, messageHeader)
            .fromPacket(from)
            .firstHeld(channel.packets.first())
            .lastHeld(channel.packets.last())
            .partition(partition)
            .channel(channel.id)
            .pad1((short) 0)
            .pad2(0);
        answer.packet(channel.id, refusedBuffer, 0, REFUSED_LENGTH);
    }

    private boolean sendSnapshot(final FeedSnapshotRequestDecoder request, final PacketSink answer) {
        final Channel channel = channel(request.partition(), request.channelRaw());
        if (channel == null) {
            return false;
        }
        final boolean held = channel.holdsSnapshot(request.atPacket());
        if (!held && !channel.holdsFreshSnapshot(request.notBefore())) {
            channel.snapshots.take(channel.snapshot);
        }
        final int from = held ? Math.max(0, request.fromIndex()) : 0;
        for (int i = from; i < channel.snapshot.count() && i - from < Math.min(MAX_PACKETS, request.parts()); i++) {
            answer.packet(channel.id, channel.snapshot.part(i), 0, channel.snapshot.length(i));
        }
        return true;
    }

    private Channel channel(final int requestedPartition, final short channel) {
        return requestedPartition == partition && channel >= 1 && channel <= channels.length
            ? channels[channel - 1]
            : null;
    }

    void restore() {
        for (final Channel channel : channels) {
            channel.packets.restore(builder.packetNumber(channel.id));
        }
    }

    /**
     * What is held for those who ask, on one channel.
     */
    private static final class Channel {
        private final FeedChannel id;
        private final PacketStore packets;
        private final SnapshotPacker snapshots;
        private final FrozenSnapshot snapshot = new FrozenSnapshot();

        private Channel(final MarketDataBuilder builder, final FeedChannel id, final int retransmissionBytes) {
            this.id = id;
            packets = new PacketStore(retransmissionBytes);
            snapshots = new SnapshotPacker(builder.channel(id), builder.instruments());
        }

        private boolean holdsSnapshot(final long atPacket) {
            return snapshot.isPresent() && snapshot.packetNumber() == atPacket && atPacket + 1 >= packets.first();
        }

        private boolean holdsFreshSnapshot(final long notBefore) {
            return snapshot.isPresent()
                && snapshot.packetNumber() >= notBefore
                && snapshot.packetNumber() + 1 >= packets.first()
                && packets.last() - snapshot.packetNumber() <= packets.maxPackets() / 4;
        }
    }
}
