package io.everbook.cli.network;

import java.util.concurrent.TimeUnit;

/**
 * One link as the relay carries it: its fault, its seeded plan and its counts. What happens to a packet depends on the
 * seed, the packet's number on its link and the fault alone, never on other links. Not thread safe.
 */
final class RelayedLink {
    static final long LOST = Long.MIN_VALUE;
    private static final int LOSS = 1;
    private static final int DUPLICATE = 2;
    private static final int REORDER = 3;
    private static final int JITTER = 4;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;
    private final long seed;
    private LinkFault fault = LinkFault.NONE;
    private long packets;
    private long lastDueNs = NEVER;
    private long lineFreeNs = NEVER;
    private long lastForwarded;
    private long forwarded;
    private long dropped;
    private long duplicated;
    private long reordered;

    RelayedLink(final long seed) {
        this.seed = mixed(seed);
    }

    void fault(final LinkFault changed) {
        fault = changed;
    }

    /**
     * Forgets what waits, so that nothing waits behind it.
     */
    void clear() {
        fault = LinkFault.NONE;
        lastDueNs = NEVER;
        lineFreeNs = NEVER;
    }

    /**
     * Numbers a packet.
     *
     * @return 1, 2, 3 …
     */
    long next() {
        return ++packets;
    }

    boolean isCut() {
        return fault.cut();
    }

    /**
     * When a packet is to be forwarded.
     *
     * @param number of the packet.
     * @param nowNs  when it came.
     * @param length of it.
     * @return the time, not before now, or {@link #LOST}.
     */
    long dueNs(final long number, final long nowNs, final int length) {
        if (fault.cut() || chosen(number, LOSS, fault.lossPpm())) {
            return LOST;
        }
        final long sentNs = sentNs(nowNs, length);
        return sentNs == LOST ? LOST : ordered(number, sentNs + delayNs(number));
    }

    boolean duplicates(final long number) {
        return chosen(number, DUPLICATE, fault.duplicatePpm());
    }

    void onDropped() {
        dropped++;
    }

    void onDuplicated() {
        duplicated++;
    }

    void onForwarded(final long number) {
        forwarded++;
        if (number < lastForwarded) {
            reordered++;
        } else {
            lastForwarded = number;
        }
    }

    String counts() {
        return forwarded + " " + dropped + " " + duplicated + " " + reordered;
    }

    private long sentNs(final long nowNs, final int length) {
        if (fault.bytesPerSecond() == 0) {
            return nowNs;
        }
        final long startNs = Math.max(nowNs, lineFreeNs);
        final long waitingBytes = (long) ((double) (startNs - nowNs) * fault.bytesPerSecond() / SECOND_NS);
        if (waitingBytes + length > Math.max(length, fault.queueBytes())) {
            return LOST;
        }
        lineFreeNs = startNs + length * SECOND_NS / fault.bytesPerSecond();
        return lineFreeNs;
    }

    private long delayNs(final long number) {
        final long jitterNs = fault.jitterNs();
        final long off = jitterNs == 0 ? 0 : Math.floorMod(draw(number, JITTER), 2 * jitterNs + 1) - jitterNs;
        return Math.max(0, fault.delayNs() + off);
    }

    private long ordered(final long number, final long dueNs) {
        final long inOrderNs = Math.max(dueNs, lastDueNs);
        if (chosen(number, REORDER, fault.reorderPpm())) {
            return inOrderNs + fault.holdNs();
        }
        lastDueNs = inOrderNs;
        return inOrderNs;
    }

    private boolean chosen(final long number, final int kind, final int ppm) {
        return ppm != 0 && Math.floorMod(draw(number, kind), (long) LinkFault.MILLION) < ppm;
    }

    private long draw(final long number, final int kind) {
        return mixed(seed + number * 8 + kind);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(final long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
