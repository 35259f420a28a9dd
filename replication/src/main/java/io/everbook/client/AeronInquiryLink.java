package io.everbook.client;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.exceptions.RegistrationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The inquiry endpoints over Aeron: a publication to each site, and one subscription on a free port for the answers.
 * They are made in the background, and made anew when the Aeron client was.
 */
final class AeronInquiryLink implements InquiryLink {
    /** Status and replays. */
    static final int INQUIRIES = 20;
    /** What became of commands, orders and trades. */
    static final int OUTCOMES = 22;

    private static final int FRAGMENT_LIMIT = 64;

    private final AeronHolder holder;
    private final ClientConfig config;
    private final int requestStream;
    private final FragmentAssembler assembler = new FragmentAssembler((b, o, l, h) -> onFragment(b, o, l));
    private final ExclusivePublication[] publications;
    private final long[] publicationIds;
    private long subscriptionId = Aeron.NULL_VALUE;
    private Subscription subscription;
    private byte[] responseChannel;
    private Aeron aeron;
    private Listener listener;

    AeronInquiryLink(final AeronHolder holder, final ClientConfig config, final int requestStream) {
        this.holder = holder;
        this.config = config;
        this.requestStream = requestStream;
        publications = new ExclusivePublication[config.members().size()];
        publicationIds = new long[publications.length];
        Arrays.fill(publicationIds, Aeron.NULL_VALUE);
    }

    @Override
    public int sites() {
        return publications.length;
    }

    @Override
    public int member(final int site) {
        return config.members().get(site).id();
    }

    @Override
    public boolean send(final int site, final DirectBuffer buffer, final int offset, final int length) {
        return null != publications[site] && publications[site].offer(buffer, offset, length) > 0;
    }

    @Override
    public byte[] responseChannel() {
        return responseChannel;
    }

    @Override
    public int responseStream() {
        return requestStream + 1;
    }

    @Override
    public int poll(final Listener caller) {
        listener = caller;
        if (null == aeron || aeron.isClosed()) {
            start();
            return 0;
        }
        if (null == responseChannel) {
            awaitSubscription();
        }
        for (int site = 0; site < publications.length; site++) {
            awaitPublication(site);
        }
        return null == subscription ? 0 : subscription.poll(assembler, FRAGMENT_LIMIT);
    }

    private void start() {
        reset();
        aeron = holder.aeron();
        if (null != aeron) {
            subscriptionId = aeron.asyncAddSubscription(
                "aeron:udp?endpoint=" + config.localAddress() + ":0|alias=everbook-answers", responseStream());
            for (int site = 0; site < publications.length; site++) {
                publicationIds[site] = aeron.asyncAddExclusivePublication(channel(site), requestStream);
            }
        }
    }

    private String channel(final int site) {
        return "aeron:udp?endpoint=" + config.members().get(site).inquiry() +
            "|term-length=64k|alias=everbook-inquiries";
    }

    private void awaitSubscription() {
        if (null == subscription) {
            subscription = aeron.getSubscription(subscriptionId);
        }
        final String channel = null == subscription ? null : subscription.tryResolveChannelEndpointPort();
        responseChannel = null == channel ? null : channel.getBytes(StandardCharsets.US_ASCII);
    }

    private void awaitPublication(final int site) {
        if (Aeron.NULL_VALUE == publicationIds[site]) {
            return;
        }
        try {
            publications[site] = aeron.getExclusivePublication(publicationIds[site]);
            publicationIds[site] = null == publications[site] ? publicationIds[site] : Aeron.NULL_VALUE;
        } catch (final RegistrationException ex) {
            publicationIds[site] = aeron.asyncAddExclusivePublication(channel(site), requestStream);
        }
    }

    private void reset() {
        CloseHelper.quietCloseAll(publications);
        CloseHelper.quietClose(subscription);
        Arrays.fill(publications, null);
        Arrays.fill(publicationIds, Aeron.NULL_VALUE);
        subscription = null;
        responseChannel = null;
        assembler.clear();
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length) {
        listener.onMessage(buffer, offset, length);
    }

    @Override
    public void close() {
        reset();
        aeron = null;
    }
}
