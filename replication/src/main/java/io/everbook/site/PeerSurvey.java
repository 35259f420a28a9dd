package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.api.EverbookException;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteStatusDecoder;
import io.everbook.protocol.SiteStatusRequestEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the other sites for their status before this one votes: enough of them to make a quorum with it must answer, and
 * every answer must show the configuration that this site has.
 *
 * <p>A site whose machine went down under it, under MEMORY_QUORUM, also waits for a leader to answer, since it may have
 * lost the tail of what it acknowledged, and an election it took part in could lose that for good.
 */
final class PeerSurvey implements AutoCloseable {
    private static final long ASK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int RESPONSE_STREAM = 21;

    private final Map<SiteMember, ExclusivePublication> peers = new LinkedHashMap<>();
    private final Map<Integer, Boolean> leadsByMember = new LinkedHashMap<>();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SiteStatusDecoder status = new SiteStatusDecoder();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final SiteConfig config;
    private final boolean needsLeader;
    private final Aeron aeron;
    private final Subscription subscription;
    private String responseChannel;
    private String difference;
    private long nextAskNs;

    PeerSurvey(final SiteConfig config, final boolean needsLeader) {
        this.config = config;
        this.needsLeader = needsLeader;
        aeron = InquiryClient.connect(config, "survey");
        subscription = aeron.addSubscription(
            "aeron:udp?endpoint=" + config.self().inquiryHost() + ":0", RESPONSE_STREAM);
        for (final SiteMember member : config.members()) {
            if (member.id() != config.member()) {
                peers.put(member, aeron.addExclusivePublication(
                    "aeron:udp?term-length=64k|endpoint=" + member.inquiry(), InquiryAgent.STREAM_ID));
            }
        }
        nextAskNs = System.nanoTime();
    }

    /**
     * Asks and listens.
     *
     * @return true once this site may vote.
     * @throws EverbookException if another site's configuration differs, naming the key and both values.
     */
    boolean poll() {
        aeron.conductorAgentInvoker().invoke();
        if (responseChannel == null) {
            responseChannel = subscription.tryResolveChannelEndpointPort();
        } else {
            ask(System.nanoTime());
        }
        subscription.poll(assembler, 8);
        if (difference != null) {
            throw new EverbookException(difference);
        }
        return isEnough();
    }

    String waitingFor() {
        final int missing = config.members().size() / 2 - leadsByMember.size();
        return missing > 0 ? missing + " more of the other sites to answer" : "a leader to answer, since this machine "
            + "went down without a clean stop and may have lost what it had acknowledged; or for site.acceptLostTail";
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(peers.values());
        CloseHelper.quietCloseAll(subscription, aeron);
    }

    private boolean isEnough() {
        final boolean quorum = leadsByMember.size() >= config.members().size() / 2;
        return quorum && (!needsLeader || leadsByMember.containsValue(true));
    }

    private void ask(final long nowNs) {
        if (nowNs - nextAskNs < 0) {
            return;
        }
        boolean anySent = false;
        for (final Map.Entry<SiteMember, ExclusivePublication> peer : peers.entrySet()) {
            anySent |= isWanted(peer.getKey()) && peer.getValue().isConnected() && send(peer.getValue());
        }
        if (anySent) {
            nextAskNs = nowNs + ASK_INTERVAL_NS;
        }
    }

    private boolean isWanted(final SiteMember peer) {
        return needsLeader || !leadsByMember.containsKey(peer.id());
    }

    private boolean send(final ExclusivePublication publication) {
        final byte[] channel = responseChannel.getBytes(StandardCharsets.US_ASCII);
        final SiteStatusRequestEncoder encoder = new SiteStatusRequestEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(aeron.nextCorrelationId())
            .responseStream(RESPONSE_STREAM)
            .pad1(0)
            .putResponseChannel(channel, 0, channel.length);
        return publication.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()) > 0;
    }

    private void onFragment(final DirectBuffer message, final int offset, final int length, final Header header) {
        messageHeader.wrap(message, offset);
        if (messageHeader.schemaId() != MessageHeaderDecoder.SCHEMA_ID
            || messageHeader.templateId() != SiteStatusDecoder.TEMPLATE_ID) {
            return;
        }
        status.wrapAndApplyHeader(message, offset, messageHeader);
        final int member = status.member();
        final boolean leads = status.role() == RoleProbe.LEADER;
        final byte[] name = new byte[status.siteNameLength()];
        status.getSiteName(name, 0, name.length);
        final byte[] configuration = new byte[status.configurationLength()];
        status.getConfiguration(configuration, 0, configuration.length);
        check(text(name), text(configuration));
        if (member != config.member()) {
            leadsByMember.put(member, leads);
        }
    }

    private void check(final String peer, final String configuration) {
        final String what = Agreement.difference(config.agreement(), peer, configuration);
        if (what != null) {
            difference = "this site, " + config.name() + ", and " + peer + " are configured differently: " + what
                + ". Make them equal and start again";
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
