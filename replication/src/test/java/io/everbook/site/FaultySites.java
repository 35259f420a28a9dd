package io.everbook.site;

import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.Image;
import io.aeron.logbuffer.Header;
import io.everbook.api.MassCancel;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.FaultyEngine;
import io.everbook.engine.PlantedEngine;
import io.everbook.journal.SkippingJournal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sites with a mistake in them, for runs that must find it.
 */
public final class FaultySites {
    private static final int MEMBER = 1;

    private FaultySites() {
    }

    /**
     * Starts one in this process.
     *
     * @param mistake    by name.
     * @param config     of the site.
     * @param stopPoints reached on the way.
     * @param wall       in place of the machine's clock.
     * @return the running site.
     */
    public static Site launch(
        final String mistake, final SiteConfig config, final StopPoints stopPoints, final EpochNanoClock wall) {
        return Site.launch(config, parts(
            mistake, config, SiteParts.real(stopPoints, Halt.PROCESS, System.out).with(wall)));
    }

    private static SiteParts parts(final String mistake, final SiteConfig config, final SiteParts real) {
        final boolean here = config.member() == MEMBER;
        return switch (mistake) {
            case "JOURNAL_APPEND_SKIPPED" -> here ? real.withJournals(SkippingJournal::open) : real;
            case "SWALLOWED_EXCEPTION" -> here ? real.withServices(Swallowing::new) : real;
            case "OFFER_FROM_LEADER" -> real.withServices(Offering::new);
            case "ACK_BEFORE_COMMIT" -> early(config, real, true);
            case "STALE_LEADER" -> early(config, real, false);
            case "POISONED" -> real.with(
                PlantedSites.engines(PlantedEngine.POISONED::create, PlantedEngine.POISONED::restore));
            default -> real.with(PlantedSites.engines(
                FaultyEngine.valueOf(mistake)::create, FaultyEngine.valueOf(mistake)::restore));
        };
    }

    private static SiteParts early(final SiteConfig config, final SiteParts real, final boolean always) {
        EarlyCommit.start(config, always);
        return real;
    }

    /** A callback that fails once, and whose exception nobody sees. */
    private static final class Swallowing extends ServiceProxy {
        private static final int AT = 700;
        private int messages;

        Swallowing(final ClusteredService service) {
            super(service);
        }

        @Override
        public void onSessionMessage(
            final ClientSession session, final long timestamp, final DirectBuffer buffer, final int offset,
            final int length, final Header header) {
            if (++messages != AT) {
                super.onSessionMessage(session, timestamp, buffer, offset, length, header);
            }
        }
    }

    /** A service that says what it wants to say into the log itself, where it leads. */
    private static final class Offering extends ServiceProxy {
        private static final int EVERY = 300;
        private static final int SESSION = 111;
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        private Cluster cluster;
        private int messages;

        Offering(final ClusteredService service) {
            super(service);
        }

        @Override
        public void onStart(final Cluster started, final Image snapshotImage) {
            cluster = started;
            super.onStart(started, snapshotImage);
        }

        @Override
        public void onSessionMessage(
            final ClientSession session, final long timestamp, final DirectBuffer message, final int offset,
            final int length, final Header header) {
            super.onSessionMessage(session, timestamp, message, offset, length, header);
            if (++messages % EVERY == 0 && cluster.role() == Cluster.Role.LEADER) {
                cluster.offer(buffer, 0, new MassCancel().encode(buffer, 0, 1, SESSION, 0, 0));
            }
        }
    }
}
