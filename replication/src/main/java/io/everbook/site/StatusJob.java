package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteStatusEncoder;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Answers a request for the site's status, as it is when the answer leaves.
 */
final class StatusJob extends InquiryJob {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final SiteStatusEncoder encoder = new SiteStatusEncoder();
    private final SiteConfig config;
    private final SiteState state;
    private final RoleProbe probe;
    private final long correlationId;
    private final SiteClock clock;

    StatusJob(
        final Aeron aeron,
        final String responseChannel,
        final int responseStream,
        final long nowNs,
        final long correlationId,
        final SiteConfig config,
        final SiteState state,
        final RoleProbe probe,
        final SiteClock clock) {
        super(aeron, responseChannel, responseStream, nowNs);
        this.correlationId = correlationId;
        this.config = config;
        this.state = state;
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    boolean answer(final ExclusivePublication to) {
        final SiteState.Moment moment = state.read();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .sequence(moment.sequence())
            .chain(moment.chain())
            .epoch(moment.epoch())
            .member(config.member())
            .leader(probe.isSettled() ? state.leader() : -1)
            .role(probe.role())
            .pad1(0)
            .logPosition(state.logPosition())
            .commitPosition(probe.commitPosition())
            .clockNs(clock.readNs())
            .wallNs(clock.wallNs())
            .logicVersion(state.logicVersion())
            .maxLogicVersion(state.maxLogicVersion())
            .caughtUp(state.caughtUp() ? 1 : 0)
            .fresh(state.fresh() ? 1 : 0)
            .logStart(state.logStart());
        put(config.name(), encoder::putSiteName);
        put(config.agreement(), encoder::putConfiguration);
        put(state.notReady(), encoder::putNotReady);
        return to.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()) > 0;
    }

    private static void put(final String text, final Field field) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        field.put(bytes, 0, bytes.length);
    }

    @FunctionalInterface
    private interface Field {
        SiteStatusEncoder put(byte[] bytes, int offset, int length);
    }
}
