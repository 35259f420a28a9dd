package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.everbook.feed.DropCopyListener;
import io.everbook.feed.DropCopyReceiver;
import org.agrona.CloseHelper;

import java.util.concurrent.TimeUnit;

/**
 * Subscribes to a site's execution reports over Aeron, as {@link DropCopyReceiver} says: of the firm whose credentials
 * it shows, or of any for the operator's. The execution ids are the same on every site, so that it may go on at another
 * from where it was.
 *
 * <p>One thread, which calls {@link #poll()} in its duty cycle. Nothing blocks; allocates nothing in steady state.
 * Where the media driver is gone, {@link #poll()} throws: create another behind the last execution id.
 */
public final class DropCopySubscriber implements AutoCloseable {
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(1);

    private final FragmentAssembler onAnswer;
    private final Aeron aeron;
    private final RequestLink link;
    private final DropCopyReceiver receiver;
    private long nowNs;

    /**
     * Begins to subscribe.
     *
     * @param config          how the site's readers are reached, with credentials.
     * @param fromExecutionId the first wanted, from 1.
     * @param participant     the firm; 0: every firm.
     * @param session         0: every session of the firm.
     * @param listener        told the reports, on the polling thread.
     */
    public DropCopySubscriber(
        final SubscriberConfig config,
        final long fromExecutionId,
        final int participant,
        final int session,
        final DropCopyListener listener) {
        aeron = AeronClients.connect(config.aeronDirectory(), "drop-copy-subscriber");
        try {
            link = new RequestLink(aeron, config, Streams.DROP_COPY_REQUESTS);
        } catch (final Throwable t) {
            CloseHelper.quietClose(aeron);
            throw t;
        }
        receiver = new DropCopyReceiver(
            fromExecutionId, participant, session, RETRY_NS, SILENCE_NS, listener, link::send);
        onAnswer = new FragmentAssembler((buffer, offset, length, header) ->
            receiver.onMessage(buffer, offset, length, nowNs));
    }

    /**
     * Takes what has come, and asks for what is missing.
     *
     * @return how much there was to do.
     */
    public int poll() {
        nowNs = System.nanoTime();
        return aeron.conductorAgentInvoker().invoke() + link.poll(onAnswer) + receiver.poll(nowNs);
    }

    /**
     * How far it has got.
     *
     * @return a live view, to be read on the polling thread.
     */
    public DropCopyReceiver receiver() {
        return receiver;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(link, aeron);
    }
}
