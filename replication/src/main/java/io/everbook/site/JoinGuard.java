package io.everbook.site;

import io.aeron.cluster.client.ClusterException;
import io.aeron.exceptions.AeronException.Category;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/**
 * Ends a wait of Aeron Cluster's that has no end of its own. A member that joins the log of a new leader has its
 * service wait for the log's image ({@code ClusteredServiceAgent.awaitImage}) and its consensus module wait for the
 * service ({@code ConsensusModuleAgent.awaitServicesReady}); where that leader is replaced in between, the image never
 * comes, and the member stands still for ever, without an error. Read in the source of 1.51.0, and met when sites
 * started on loaded machines.
 *
 * <p>Both waits pass through the parts' idle strategies, so these give up: first the service's, after a time that no
 * healthy join takes, then the consensus module's, which begins its election anew and joins the log of whoever leads
 * by then. One instance for a site's two parts; each strategy is used by the thread of its own part alone.
 */
final class JoinGuard {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(5);

    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final NanoClock clock;

    JoinGuard(final NanoClock clock) {
        this.clock = clock;
    }

    IdleStrategy ofService(final IdleStrategy strategy) {
        return new ServiceIdle(strategy);
    }

    IdleStrategy ofConsensus(final IdleStrategy strategy) {
        return new ConsensusIdle(strategy);
    }

    private final class ServiceIdle implements IdleStrategy {
        private final IdleStrategy strategy;
        private boolean started;
        private boolean waiting;
        private long sinceNs;

        private ServiceIdle(final IdleStrategy strategy) {
            this.strategy = strategy;
        }

        /** The duty cycle: whatever was waited for has come, and the service is started. */
        @Override
        public void idle(final int workCount) {
            started = true;
            waiting = false;
            strategy.idle(workCount);
        }

        /** A wait inside a duty cycle. */
        @Override
        public void idle() {
            final long nowNs = clock.nanoTime();
            if (!waiting) {
                waiting = true;
                sinceNs = nowNs;
            } else if (started && nowNs - sinceNs > LIMIT_NS) {
                waiting = false;
                abandoned.set(true);
                throw new ClusterException("the log of a leader that is gone was not joined", Category.WARN);
            }
            strategy.idle();
        }

        @Override
        public void reset() {
            waiting = false;
            strategy.reset();
        }
    }

    private final class ConsensusIdle implements IdleStrategy {
        private final IdleStrategy strategy;

        private ConsensusIdle(final IdleStrategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public void idle(final int workCount) {
            check();
            strategy.idle(workCount);
        }

        @Override
        public void idle() {
            check();
            strategy.idle();
        }

        @Override
        public void reset() {
            strategy.reset();
        }

        private void check() {
            if (abandoned.get() && abandoned.compareAndSet(true, false)) {
                throw new ClusterException("the election begins anew: its leader's log was not joined", Category.WARN);
            }
        }
    }
}
