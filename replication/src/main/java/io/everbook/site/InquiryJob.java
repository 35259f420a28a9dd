package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.util.concurrent.TimeUnit;

/**
 * One answer under way to whoever asked: a publication of its own, bounded in time, that never waits.
 */
abstract class InquiryJob implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String PARAMETERS = "|term-length=512k|mtu=" + SiteConfig.MTU_LENGTH;

    private final Aeron aeron;
    private final long registrationId;
    private final long limitNs;
    private long deadlineNs;
    private ExclusivePublication publication;

    InquiryJob(final Aeron aeron, final String responseChannel, final int responseStream, final long nowNs) {
        this.aeron = aeron;
        registrationId = aeron.asyncAddExclusivePublication(sanitised(responseChannel), responseStream);
        deadlineNs = nowNs + PATIENCE_NS;
        limitNs = nowNs + LIMIT_NS;
    }

    /**
     * Does a bounded amount of work.
     *
     * @return true when there is nothing left to do, the time limit being reached included.
     */
    final boolean doWork(final long nowNs) {
        if (nowNs - deadlineNs > 0 || nowNs - limitNs > 0) {
            return true;
        }
        if (publication == null) {
            publication = aeron.getExclusivePublication(registrationId);
        }
        if (publication == null || !publication.isConnected()) {
            return false;
        }
        final long before = publication.position();
        final boolean done = answer(publication);
        if (publication.position() > before) {
            deadlineNs = nowNs + PATIENCE_NS;
        }
        return done;
    }

    /**
     * Sends what it can at once.
     *
     * @return true when everything is sent.
     */
    abstract boolean answer(ExclusivePublication to);

    @Override
    public void close() {
        if (publication == null) {
            aeron.asyncRemovePublication(registrationId);
        } else {
            CloseHelper.quietClose(publication);
        }
    }

    private static String sanitised(final String channel) {
        final ChannelUri uri = ChannelUri.parse(channel);
        final String endpoint = uri.get(CommonContext.ENDPOINT_PARAM_NAME);
        if (!uri.isUdp() || endpoint == null || !IpEndpoint.isEndpoint(endpoint)) {
            throw new EverbookException("an inquiry names the response channel '" + channel
                + "'; expected aeron:udp?endpoint=address:port");
        }
        return "aeron:udp?endpoint=" + endpoint + PARAMETERS;
    }
}
