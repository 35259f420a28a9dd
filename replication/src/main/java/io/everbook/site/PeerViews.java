package io.everbook.site;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What this site's peers said of themselves last, and how long it took to ask them. One thread.
 */
final class PeerViews {
    private static final long STALE_NS = TimeUnit.SECONDS.toNanos(3);

    private static final int ROUND_TRIPS = 8;

    private final Map<Integer, View> views = new HashMap<>();

    private record View(PeerStatus status, long atNs, long[] answerNs, int answers) {
        long shortestNs() {
            return answers < ROUND_TRIPS ? 0 : Arrays.stream(answerNs).min().orElse(0);
        }
    }

    void onAnswer(final PeerStatus status, final long nowNs, final long tookNs) {
        final View before = views.get(status.member());
        final long[] took = before == null ? new long[ROUND_TRIPS] : before.answerNs();
        final int answers = before == null ? 0 : before.answers();
        took[answers % ROUND_TRIPS] = tookNs;
        views.put(status.member(), new View(status, nowNs, took, answers + 1));
    }

    /**
     * Why a peer should not lead.
     *
     * @return empty if it may.
     */
    String unfit(final int member) {
        final View view = views.get(member);
        if (view == null || System.nanoTime() - view.atNs() > STALE_NS) {
            return "it doesn't answer";
        }
        if (!view.status().caughtUp()) {
            return "it has not caught up";
        }
        return view.status().notReady();
    }

    /**
     * The round trip to the farthest peer.
     *
     * @return nanoseconds; half of what the quickest of its last answers took, since an answer's stream is opened by a
     *     round trip of its own; 0 before there were enough.
     */
    long roundTripNs() {
        return views.values().stream().filter(view -> System.nanoTime() - view.atNs() < STALE_NS)
            .mapToLong(view -> view.shortestNs() / 2).max().orElse(0);
    }

    /**
     * The peer with the newest record among those that may lead.
     *
     * @return its id, -1 if there is none.
     */
    int fittest() {
        int best = -1;
        long sequence = -1;
        for (final Map.Entry<Integer, View> view : views.entrySet()) {
            if (view.getValue().status().sequence() > sequence && unfit(view.getKey()).isEmpty()) {
                best = view.getKey();
                sequence = view.getValue().status().sequence();
            }
        }
        return best;
    }
}
