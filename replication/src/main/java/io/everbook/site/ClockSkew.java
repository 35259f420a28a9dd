package io.everbook.site;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How far this site's clock is from its peers' median (design rule 5), from the clocks that their answers carry.
 *
 * <p>An answer is under way for an unknown time, at most that since its question; so what is kept of a peer is the
 * smallest difference that explains its answer, and a slow network never looks like a wrong clock. The median counts
 * this site itself, and of an even number the one nearer to this site's: so the one wrong clock of three is found, and
 * of two neither. Both the sites' clocks and those of their machines are compared, the worse one counts: the first are
 * what orders the log, the second what they are slewed toward. One thread.
 */
final class ClockSkew {
    /** A site that differs by more is not ready. */
    static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Map<Integer, Difference> peers = new HashMap<>();

    /**
     * Takes a peer's clocks.
     *
     * @param status  its answer.
     * @param clockNs this site's clock when the answer came.
     * @param wallNs  this machine's clock when the answer came.
     * @param askedNs how long before that the question was sent.
     */
    void onAnswer(final PeerStatus status, final long clockNs, final long wallNs, final long askedNs) {
        peers.put(status.member(), new Difference(
            smallest(status.clockNs() - clockNs, askedNs), smallest(status.wallNs() - wallNs, askedNs)));
    }

    /** Forgets a peer that doesn't answer any more. */
    void forget(final int member) {
        peers.remove(member);
    }

    /**
     * How far this site is from the median.
     *
     * @return nanoseconds; positive if its clock is ahead.
     */
    long ns() {
        final long site = ahead(peers.values().stream().mapToLong(Difference::clockNs).toArray());
        final long machine = ahead(peers.values().stream().mapToLong(Difference::wallNs).toArray());
        return Math.abs(site) > Math.abs(machine) ? site : machine;
    }

    boolean isTooLarge() {
        return Math.abs(ns()) > LIMIT_NS;
    }

    private static long smallest(final long difference, final long askedNs) {
        return difference >= 0 ? difference : Math.min(0, difference + askedNs);
    }

    private static long ahead(final long[] peersAhead) {
        final long[] all = Arrays.copyOf(peersAhead, peersAhead.length + 1);
        Arrays.sort(all);
        final long low = all[(all.length - 1) / 2];
        final long high = all[all.length / 2];
        return Math.abs(low) < Math.abs(high) ? -low : -high;
    }

    private record Difference(long clockNs, long wallNs) {
    }
}
