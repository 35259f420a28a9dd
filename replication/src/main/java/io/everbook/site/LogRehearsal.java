package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Goes through once what a leader does on taking over, before the site votes: adds a log with a destination as a leader
 * does, joins it as a follower does, passes a message, and drops both, all on the site's own driver. What this loads
 * and links is there then when the first takeover needs it, and no command waits for it.
 *
 * <p>Nobody else hears of it: the follower's end has a port that the system chooses. Where no message passes in time,
 * nothing is lost but the gain.
 */
final class LogRehearsal {
    private static final int STREAM = 22;
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long POLL_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final FragmentHandler UNREAD = (buffer, offset, length, header) -> { };

    private LogRehearsal() {
    }

    /**
     * Rehearses.
     *
     * @param config of the site, whose driver runs.
     * @return whether the message passed.
     */
    static boolean run(final SiteConfig config) {
        final String host = config.self().archiveHost();
        try (Aeron aeron = InquiryClient.connect(config, "rehearsal");
            Subscription follower = aeron.addSubscription("aeron:udp?endpoint=" + host + ":0", STREAM);
            ExclusivePublication leader = aeron.addExclusivePublication(
                "aeron:udp?control-mode=manual|term-length=64k", STREAM)) {
            if (!holds(aeron, () -> follower.tryResolveChannelEndpointPort() != null)) {
                return false;
            }
            leader.addDestination(follower.tryResolveChannelEndpointPort());
            final UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
            return holds(aeron, () -> leader.offer(message) > 0) && holds(aeron, () -> follower.poll(UNREAD, 1) > 0);
        }
    }

    private static boolean holds(final Aeron aeron, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                return false;
            }
            aeron.conductorAgentInvoker().invoke();
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }
}
