package io.everbook.cli.network;

import java.time.Duration;
import java.util.List;

/**
 * What is wrong with a link. Immutable; several are joined by {@link #and}. Times are nanoseconds, shares are parts per
 * million of the packets.
 *
 * @param cut            nothing passes.
 * @param delayNs        every packet is late by that.
 * @param jitterNs       the delay is up to that more or less; order is kept all the same.
 * @param lossPpm        share that is lost.
 * @param duplicatePpm   share that arrives twice.
 * @param reorderPpm     share that is held back, so that later ones overtake it.
 * @param holdNs         how long these are held back.
 * @param bytesPerSecond that the link carries; 0 is as many as come.
 * @param queueBytes     that may wait for a link of limited bandwidth; what comes beyond is lost.
 */
public record LinkFault(
    boolean cut, long delayNs, long jitterNs, int lossPpm, int duplicatePpm, int reorderPpm, long holdNs,
    long bytesPerSecond, int queueBytes) {
    /** A link without fault. */
    public static final LinkFault NONE = new LinkFault(false, 0, 0, 0, 0, 0, 0, 0, 0);

    static final int FIELDS = 9;
    static final int MILLION = 1_000_000;

    /**
     * Nothing passes, one way.
     *
     * @return the fault.
     */
    public static LinkFault cutOff() {
        return new LinkFault(true, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Packets come late.
     *
     * @param delay  of every packet.
     * @param jitter by which it varies, evenly, up and down.
     * @return the fault.
     */
    public static LinkFault delayed(final Duration delay, final Duration jitter) {
        return new LinkFault(false, delay.toNanos(), jitter.toNanos(), 0, 0, 0, 0, 0, 0);
    }

    /**
     * Packets are lost.
     *
     * @param ppm parts per million of them.
     * @return the fault.
     */
    public static LinkFault lossy(final int ppm) {
        return new LinkFault(false, 0, 0, ppm, 0, 0, 0, 0, 0);
    }

    /**
     * Packets arrive twice.
     *
     * @param ppm parts per million of them.
     * @return the fault.
     */
    public static LinkFault duplicating(final int ppm) {
        return new LinkFault(false, 0, 0, 0, ppm, 0, 0, 0, 0);
    }

    /**
     * Packets are overtaken by later ones.
     *
     * @param ppm  parts per million of them.
     * @param hold how long they are held back.
     * @return the fault.
     */
    public static LinkFault reordering(final int ppm, final Duration hold) {
        return new LinkFault(false, 0, 0, 0, 0, ppm, hold.toNanos(), 0, 0);
    }

    /**
     * The link carries little.
     *
     * @param bytesPerSecond that pass, packets counted with their IP headers.
     * @param queueBytes     that may wait.
     * @return the fault.
     */
    public static LinkFault narrow(final long bytesPerSecond, final int queueBytes) {
        return new LinkFault(false, 0, 0, 0, 0, 0, 0, bytesPerSecond, queueBytes);
    }

    /**
     * Joins two faults of one link: delays and shares add up, the narrower bandwidth holds.
     *
     * @param other fault.
     * @return both.
     */
    public LinkFault and(final LinkFault other) {
        final LinkFault narrower = narrower(other) ? this : other;
        return new LinkFault(
            cut || other.cut, delayNs + other.delayNs, jitterNs + other.jitterNs, share(lossPpm, other.lossPpm),
            share(duplicatePpm, other.duplicatePpm), share(reorderPpm, other.reorderPpm),
            Math.max(holdNs, other.holdNs), narrower.bytesPerSecond, narrower.queueBytes);
    }

    void check() {
        for (final long number : new long[] {delayNs, jitterNs, holdNs, bytesPerSecond, queueBytes}) {
            require(number >= 0, number);
        }
        for (final int share : new int[] {lossPpm, duplicatePpm, reorderPpm}) {
            require(share >= 0 && share <= MILLION, share);
        }
    }

    String encode() {
        return (cut ? 1 : 0) + " " + delayNs + " " + jitterNs + " " + lossPpm + " " + duplicatePpm + " " + reorderPpm
            + " " + holdNs + " " + bytesPerSecond + " " + queueBytes;
    }

    static LinkFault decode(final List<String> words) {
        final long[] n = words.stream().mapToLong(Long::parseLong).toArray();
        return new LinkFault(n[0] != 0, n[1], n[2], (int) n[3], (int) n[4], (int) n[5], n[6], n[7], (int) n[8]);
    }

    private boolean narrower(final LinkFault other) {
        return other.bytesPerSecond == 0 || bytesPerSecond != 0 && bytesPerSecond <= other.bytesPerSecond;
    }

    private static int share(final int one, final int other) {
        return Math.min(MILLION, one + other);
    }

    private static void require(final boolean fine, final long number) {
        if (!fine) {
            throw new IllegalArgumentException("out of range in a link's fault: " + number);
        }
    }
}
