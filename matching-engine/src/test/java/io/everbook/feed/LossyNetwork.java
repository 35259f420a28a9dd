package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.PriorityQueue;
import java.util.Random;

/**
 * A network of one thread and a clock of its own, which loses, repeats and delays by a seed.
 */
final class LossyNetwork {
    private static final long DELAY_MIN_NS = 20_000;

    private final PriorityQueue<Flight> flights = new PriorityQueue<>();
    private final Random random;
    private final int lossPerMille;
    private final int repeatPerMille;
    private final int delayRangeNs;
    private boolean cut;
    private long nowNs;
    private long sent;
    private long lost;

    LossyNetwork(final long seed, final int lossPerMille, final int repeatPerMille, final int delayRangeNs) {
        random = new Random(seed);
        this.lossPerMille = lossPerMille;
        this.repeatPerMille = repeatPerMille;
        this.delayRangeNs = delayRangeNs;
    }

    static LossyNetwork perfect() {
        return new LossyNetwork(0, 0, 0, 1);
    }

    long nowNs() {
        return nowNs;
    }

    long lost() {
        return lost;
    }

    long sent() {
        return sent;
    }

    /** Loses everything from now on, or nothing more than it should. */
    void cut(final boolean nowCut) {
        cut = nowCut;
    }

    void send(final DirectBuffer buffer, final int offset, final int length, final Receiver to) {
        sent++;
        if (cut || random.nextInt(1000) < lossPerMille) {
            lost++;
            return;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        fly(bytes, to);
        if (random.nextInt(1000) < repeatPerMille) {
            fly(bytes, to);
        }
    }

    /** The way to a receiver, as a sink. */
    PacketSink way(final Receiver to) {
        return (channel, buffer, offset, length) -> send(buffer, offset, length, to);
    }

    private void fly(final byte[] bytes, final Receiver to) {
        flights.add(new Flight(nowNs + DELAY_MIN_NS + random.nextInt(delayRangeNs), sent, bytes, to));
    }

    void advance(final long ns) {
        final long until = nowNs + ns;
        while (!flights.isEmpty() && flights.peek().dueNs <= until) {
            final Flight flight = flights.poll();
            nowNs = flight.dueNs;
            flight.to.receive(new UnsafeBuffer(flight.bytes), 0, flight.bytes.length, nowNs);
        }
        nowNs = until;
    }

    /** Takes what arrives. */
    interface Receiver {
        void receive(DirectBuffer buffer, int offset, int length, long nowNs);
    }

    private record Flight(long dueNs, long number, byte[] bytes, Receiver to) implements Comparable<Flight> {
        @Override
        public int compareTo(final Flight other) {
            return dueNs != other.dueNs ? Long.compare(dueNs, other.dueNs) : Long.compare(number, other.number);
        }
    }

    /** The channels in the order of their numbers. */
    static FeedChannel[] channels() {
        return new FeedChannel[] {FeedChannel.TOP, FeedChannel.LEVELS, FeedChannel.ORDERS};
    }
}
