package io.everbook.publish;

import io.aeron.Aeron;
import io.everbook.api.EverbookException;
import io.everbook.feed.DropCopyPublisher;
import io.everbook.journal.JournalReader;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.concurrent.TimeUnit;

/**
 * Serves drop copies: a subscription for each who asks, with a reader of the journal of its own, which goes no faster
 * than its subscriber takes. A participant subscribes to its own reports; the operator's to all.
 *
 * <p>Where a subscriber has got to it keeps itself, so that no name is registered; what the journal holds no more is
 * refused.
 */
final class DropCopyPart implements ReaderPart {
    static final String NAME = "drop-copy";

    private static final int RECORDS_A_TURN = 64;
    private static final int ROOM = 64 * 1024;
    private static final long HEARTBEAT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReadersConfig config;
    private final Aeron aeron;
    private final RequestEndpoint requests;

    DropCopyPart(final ReadersConfig config) {
        this.config = config;
        aeron = AeronClients.connect(config.aeronDirectory(), NAME);
        try {
            requests = new RequestEndpoint(aeron, config.requestChannels(), Streams.DROP_COPY_REQUESTS,
                config.authenticator(), config.messages(), Subscription::new);
        } catch (final Throwable t) {
            CloseHelper.quietClose(aeron);
            throw t;
        }
    }

    @Override
    public int doWork(final long nowNs) {
        return aeron.conductorAgentInvoker().invoke() + requests.poll(nowNs);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(requests, aeron);
    }

    private final class Subscription implements AskerSession {
        private final AnswerPublication answers;
        private final int asker;
        private final JournalReader reader;
        private final DropCopyPublisher publisher;
        private boolean begun;
        private long nextHeartbeatNs;

        private Subscription(final AnswerPublication answers, final int asker) {
            this.answers = answers;
            this.asker = asker;
            reader = JournalReader.open(config.journal());
            publisher = new DropCopyPublisher(reader, answers::send);
        }

        @Override
        public void onRequest(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
            begun = publisher.onRequest(buffer, offset, length, asker);
            nextHeartbeatNs = nowNs;
        }

        @Override
        public int poll(final long nowNs) {
            final int taken = report();
            if (begun && nowNs - nextHeartbeatNs >= 0) {
                nextHeartbeatNs = nowNs + HEARTBEAT_NS;
                publisher.heartbeat();
            }
            return taken;
        }

        private int report() {
            int taken = 0;
            try {
                while (begun && taken < RECORDS_A_TURN && answers.hasRoom(ROOM) && publisher.poll(1) == 1) {
                    taken++;
                }
            } catch (final EverbookException e) {
                config.messages().accept("a drop copy ends: " + e.getMessage());
                begun = false;
                publisher.end();
            }
            return taken;
        }

        @Override
        public boolean isLasting() {
            return begun;
        }

        @Override
        public void close() {
            CloseHelper.quietClose(reader);
        }
    }
}
