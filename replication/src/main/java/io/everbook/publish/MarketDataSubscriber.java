package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.everbook.feed.MarketDataListener;
import io.everbook.feed.MarketDataReceiver;
import io.everbook.feed.ReceiverTimes;
import io.everbook.protocol.FeedChannel;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Follows one channel of a site's market data over Aeron: joins at any time, asks for what it misses, and holds the
 * engine's book, as {@link MarketDataReceiver} says. It may follow another site at any time by a subscriber of its own:
 * the packets are the same.
 *
 * <p>One thread, which calls {@link #poll()} in its duty cycle. Nothing blocks; allocates nothing in steady state.
 * Where the media driver is gone, {@link #poll()} throws: create another.
 */
public final class MarketDataSubscriber implements AutoCloseable {
    private static final int FRAGMENT_LIMIT = 256;

    private final FragmentHandler onLive = (buffer, offset, length, header) -> receive(buffer, offset, length);
    private final FragmentAssembler onAnswer = new FragmentAssembler(onLive);
    private final Aeron aeron;
    private final RequestLink link;
    private final Subscription live;
    private final MarketDataReceiver receiver;
    private long nowNs;

    /**
     * Begins to join.
     *
     * @param config    how the site's readers are reached.
     * @param partition to follow.
     * @param channel   to follow.
     * @param times     how patient it is.
     * @param listener  told what is received, on the polling thread.
     */
    public MarketDataSubscriber(
        final SubscriberConfig config,
        final int partition,
        final FeedChannel channel,
        final ReceiverTimes times,
        final MarketDataListener listener) {
        aeron = AeronClients.connect(config.aeronDirectory(), "market-data-subscriber");
        try {
            link = new RequestLink(aeron, config, Streams.MARKET_DATA_REQUESTS);
            live = aeron.addSubscription(config.liveChannel(), Streams.live(channel));
        } catch (final Throwable t) {
            CloseHelper.quietClose(aeron);
            throw t;
        }
        receiver = new MarketDataReceiver(partition, channel, times, listener,
            (ofChannel, buffer, offset, length) -> link.send(buffer, offset, length));
    }

    /**
     * Takes what has come, and asks for what is missing.
     *
     * @return how much there was to do.
     */
    public int poll() {
        nowNs = System.nanoTime();
        return aeron.conductorAgentInvoker().invoke()
            + live.poll(onLive, FRAGMENT_LIMIT)
            + link.poll(onAnswer)
            + receiver.poll(nowNs);
    }

    private void receive(final DirectBuffer buffer, final int offset, final int length) {
        receiver.onPacket(buffer, offset, length, nowNs);
    }

    /**
     * The books, and how it fares.
     *
     * @return a live view, to be read on the polling thread.
     */
    public MarketDataReceiver receiver() {
        return receiver;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(live, link, aeron);
    }
}
