package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedHeartbeatDecoder;
import io.everbook.protocol.FeedPacketDecoder;
import io.everbook.protocol.FeedSnapshotPacketDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.RetransmissionRefusedDecoder;
import org.agrona.DirectBuffer;

/**
 * Follows one channel of market data over a transport that may lose, repeat and reorder: joins at any time by a
 * snapshot, asks for what is missing, applies every packet once and in order, and so holds the engine's book as it was
 * after {@link #sequence()}. Takes packets from whoever has them: they are the same on every site.
 *
 * <p>One thread, which hands in what arrives and calls {@link #poll} in its duty cycle; no clock is read but the one
 * handed in, and nothing blocks. Bytes that are no message of this channel are passed over. Allocates nothing in steady
 * state.
 */
public final class MarketDataReceiver {
    private static final int WINDOW = 1024;
    private static final int UNKNOWN = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedPacketDecoder packet = new FeedPacketDecoder();
    private final FeedHeartbeatDecoder heartbeat = new FeedHeartbeatDecoder();
    private final FeedSnapshotPacketDecoder part = new FeedSnapshotPacketDecoder();
    private final RetransmissionRefusedDecoder refused = new RetransmissionRefusedDecoder();
    private final PacketWindow window = new PacketWindow(WINDOW);
    private final ReceiverCounts counts = new ReceiverCounts();
    private final int partition;
    private final FeedChannel channel;
    private final MarketDataListener listener;
    private final FeedBooks books;
    private final MissingPackets missing;
    private final SnapshotParts snapshot;
    private ReceiverState state = ReceiverState.JOINING;
    private int generation = UNKNOWN;
    private long sequence;
    private long next = 1;
    private long highest;

    /**
     * Creates it without books: {@link #poll} begins to join.
     *
     * @param partition to follow.
     * @param channel   to follow.
     * @param times     how patient it is.
     * @param listener  told what is received.
     * @param requests  takes the requests, to be sent to a publisher of the channel.
     */
    public MarketDataReceiver(
        final int partition,
        final FeedChannel channel,
        final ReceiverTimes times,
        final MarketDataListener listener,
        final PacketSink requests) {
        this.partition = partition;
        this.channel = channel;
        this.listener = listener;
        final FeedRequests encoded = new FeedRequests(partition, channel, requests);
        books = new FeedBooks(channel, listener);
        missing = new MissingPackets(times, encoded, window, counts);
        snapshot = new SnapshotParts(times, encoded, counts);
    }

    /**
     * Takes what arrived: a packet, first sent or again, a part of a snapshot, a heartbeat, a refusal.
     *
     * @param buffer holding it.
     * @param offset of its message header.
     * @param length in bytes.
     * @param nowNs  of any clock that doesn't go back.
     * @return false: it was passed over, as no message of this channel.
     */
    public boolean onPacket(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (!FeedInput.isMessage(header, buffer, offset, length)) {
            return false;
        }
        if (FeedInput.is(header, FeedPacketDecoder.TEMPLATE_ID, FeedPacketDecoder.BLOCK_LENGTH)) {
            packet.wrapAndApplyHeader(buffer, offset, header);
            return isMine(packet.partition(), packet.channelRaw()) && onFeedPacket(buffer, offset, length, nowNs);
        }
        if (FeedInput.is(header, FeedHeartbeatDecoder.TEMPLATE_ID, FeedHeartbeatDecoder.BLOCK_LENGTH)) {
            heartbeat.wrapAndApplyHeader(buffer, offset, header);
            return isMine(heartbeat.partition(), heartbeat.channelRaw()) && onHeartbeat(nowNs);
        }
        if (FeedInput.is(header, FeedSnapshotPacketDecoder.TEMPLATE_ID, FeedSnapshotPacketDecoder.BLOCK_LENGTH)) {
            part.wrapAndApplyHeader(buffer, offset, header);
            return isMine(part.partition(), part.channelRaw()) && onPart(buffer, offset, length, nowNs);
        }
        if (FeedInput.is(header, RetransmissionRefusedDecoder.TEMPLATE_ID, RetransmissionRefusedDecoder.BLOCK_LENGTH)) {
            refused.wrapAndApplyHeader(buffer, offset, header);
            return isMine(refused.partition(), refused.channelRaw()) && onRefused(nowNs);
        }
        return false;
    }

    private boolean isMine(final int ofPartition, final short ofChannel) {
        return ofPartition == partition && ofChannel == channel.value();
    }

    private boolean onFeedPacket(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (isOfThisGeneration(packet.epoch(), packet.generationPacket(), nowNs)) {
            final long number = packet.packetNumber();
            highest = Math.max(highest, number);
            if (state != ReceiverState.JOINING) {
                take(number, buffer, offset, length, nowNs);
                settle(nowNs);
            }
        }
        return true;
    }

    private void take(
        final long number, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (number < next) {
            counts.repeated++;
        } else if (number > next) {
            window.put(next, number, buffer, offset, length);
        } else {
            apply(buffer, offset, length, nowNs);
            while (state != ReceiverState.JOINING && window.holds(next)) {
                apply(window.bytes(), window.offset(next), window.length(next), nowNs);
            }
        }
    }

    private void apply(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        packet.wrapAndApplyHeader(buffer, offset, header);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (books.apply(buffer, body, offset + length, packet.timeNs())) {
            next++;
            counts.applied++;
            sequence = packet.sequence();
            if (packet.flags().endOfEvent()) {
                listener.onEndOfEvent(sequence, packet.timeNs());
            }
        } else {
            join("packet " + next + " does not fit the books", next, nowNs);
        }
    }

    private boolean onHeartbeat(final long nowNs) {
        if (isOfThisGeneration(heartbeat.epoch(), heartbeat.generationPacket(), nowNs)) {
            highest = Math.max(highest, heartbeat.lastPacketNumber());
            settle(nowNs);
            if (state == ReceiverState.FOLLOWING && heartbeat.lastPacketNumber() == next - 1) {
                sequence = Math.max(sequence, heartbeat.sequence());
            }
        }
        return true;
    }

    private boolean onPart(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (isOfThisGeneration(part.epoch(), part.generationPacket(), nowNs) && state == ReceiverState.JOINING) {
            if (snapshot.begins(part.packetNumber(), part.index())) {
                books.reset();
            }
            if (snapshot.isNext(part.packetNumber(), part.index())) {
                applyPart(buffer, offset, length, nowNs);
            }
        }
        return true;
    }

    private void applyPart(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (!books.applySnapshot(buffer, body, offset + length, part.timeNs())) {
            join("part " + part.index() + " of snapshot " + part.packetNumber() + " can't be read", 0, nowNs);
        } else if (snapshot.endsWith(part.index(), part.count(), nowNs)) {
            joined(nowNs);
        }
    }

    private void joined(final long nowNs) {
        counts.snapshots++;
        highest = snapshot.packetNumber();
        next = highest + 1;
        sequence = part.sequence();
        window.clear();
        state(ReceiverState.FOLLOWING, "a snapshot is applied");
        listener.onEndOfEvent(sequence, part.timeNs());
        settle(nowNs);
    }

    private boolean onRefused(final long nowNs) {
        if (state == ReceiverState.RECOVERING && refused.firstHeld() > next) {
            join("packet " + next + " is held no more", next, nowNs);
        }
        return true;
    }

    private boolean isOfThisGeneration(final long epoch, final long generationPacket, final long nowNs) {
        final int theirs = Generation.of(epoch);
        if (theirs > generation) {
            final boolean first = generation == UNKNOWN;
            generation = theirs;
            if (!first) {
                beginGeneration(generationPacket, nowNs);
            }
        }
        counts.outdated += theirs < generation ? 1 : 0;
        return theirs == generation;
    }

    private void beginGeneration(final long generationPacket, final long nowNs) {
        window.clear();
        highest = next - 1;
        if (state == ReceiverState.JOINING) {
            highest = 0;
            snapshot.begin(0, nowNs);
        } else if (next > generationPacket) {
            highest = 0;
            join("packets from " + generationPacket + " on never happened: a promotion lost them", 0, nowNs);
        }
    }

    private void settle(final long nowNs) {
        if (state == ReceiverState.FOLLOWING && highest >= next) {
            counts.gaps++;
            missing.begin(next, nowNs);
            state(ReceiverState.RECOVERING, "a packet is missing");
        } else if (state == ReceiverState.RECOVERING && highest < next) {
            state(ReceiverState.FOLLOWING, "nothing is missing any more");
        } else if (state == ReceiverState.RECOVERING) {
            missing.progress(next, nowNs);
        }
    }

    /**
     * Asks for what is missing, where it is time to.
     *
     * @param nowNs of the clock that {@link #onPacket} is given.
     * @return 0 if there was nothing to ask for.
     */
    public int poll(final long nowNs) {
        if (state == ReceiverState.RECOVERING && missing.isDue(nowNs)) {
            if (missing.ask(next, highest, nowNs)) {
                return 1;
            }
            join("packet " + next + " was asked for in vain", next, nowNs);
        }
        return state == ReceiverState.JOINING && snapshot.ask(nowNs) ? 1 : 0;
    }

    private void join(final String why, final long notBefore, final long nowNs) {
        snapshot.begin(notBefore, nowNs);
        state(ReceiverState.JOINING, why);
    }

    private void state(final ReceiverState newState, final String why) {
        final ReceiverState before = state;
        state = newState;
        listener.onReceiverState(before, newState, why);
    }

    /**
     * What it is doing.
     *
     * @return the state.
     */
    public ReceiverState state() {
        return state;
    }

    /**
     * The record after which the books are as they are held here.
     *
     * @return 0 before the first snapshot.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The last packet applied.
     *
     * @return 0 before the first.
     */
    public long packetNumber() {
        return next - 1;
    }

    /**
     * An instrument.
     *
     * @param id of it.
     * @return a live view, good until the books are reset; null if it isn't known.
     */
    public FollowedInstrument instrument(final int id) {
        return books.instrument(id);
    }

    /**
     * What happened on the way.
     *
     * @return a live view.
     */
    public ReceiverCounts counts() {
        return counts;
    }
}
