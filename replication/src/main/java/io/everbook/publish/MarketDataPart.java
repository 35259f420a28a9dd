package io.everbook.publish;

import io.aeron.Aeron;
import io.everbook.api.EverbookException;
import io.everbook.api.RegisteredReader;
import io.everbook.feed.MarketDataPublisher;
import io.everbook.journal.RegisteredReaders;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Publishes market data: from a saved state or the journal's first record it catches up in silence, then sends packets
 * as records come, heartbeats, and answers. Its state is saved at an interval, and the journal is told that what is
 * before it isn't needed any more.
 *
 * <p>A snapshot is taken between two records, on this thread, when someone joins.
 */
final class MarketDataPart implements ReaderPart {
    static final String READER_NAME = "market-data";

    private static final int RECORDS_A_TURN = 256;
    private static final long TELL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long HEARTBEAT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Path saved;
    private final long saveIntervalNs;
    private final RegisteredReader reader;
    private final Aeron aeron;
    private final LivePublications live;
    private final MarketDataPublisher publisher;
    private final RequestEndpoint requests;
    private final Consumer<String> messages;
    private boolean caughtUp;
    private long nextHeartbeatNs;
    private long nextSaveNs;
    private long nextTellNs;
    private long droppedTold;

    MarketDataPart(final ReadersConfig config) {
        saved = config.directory().resolve("market-data.saved");
        saveIntervalNs = config.saveIntervalNs();
        messages = config.messages();
        try {
            reader = open(RegisteredReaders.openKeeping(config.journal(), READER_NAME));
            aeron = open(AeronClients.connect(config.aeronDirectory(), READER_NAME));
            live = open(new LivePublications(aeron, config.liveChannels()));
            publisher = new MarketDataPublisher(reader, config.partition(), live);
            begin();
            requests = open(new RequestEndpoint(aeron, config.requestChannels(), Streams.MARKET_DATA_REQUESTS,
                credentials -> 0, messages, (answers, asker) -> new Answers(answers)));
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(opened);
            throw t;
        }
        nextHeartbeatNs = System.nanoTime();
        nextSaveNs = nextHeartbeatNs + saveIntervalNs;
        nextTellNs = nextHeartbeatNs;
    }

    private <T extends AutoCloseable> T open(final T part) {
        opened.push(part);
        return part;
    }

    private void begin() {
        if (Files.exists(saved)) {
            publisher.restore(saved);
        } else if (reader.firstSequence() <= 1) {
            reader.seek(1);
        } else {
            throw new EverbookException("market data is made from the first record on, but the journal begins with "
                + reader.firstSequence() + " and there is no " + saved + ": copy that from a site that has one");
        }
    }

    @Override
    public int doWork(final long nowNs) {
        int workCount = aeron.conductorAgentInvoker().invoke() + follow(nowNs);
        if (caughtUp) {
            workCount += requests.poll(nowNs);
            if (nowNs - nextHeartbeatNs >= 0) {
                nextHeartbeatNs = nowNs + HEARTBEAT_NS;
                publisher.heartbeat();
                tellDropped(nowNs);
            }
        }
        return workCount;
    }

    private void tellDropped(final long nowNs) {
        if (live.dropped() > droppedTold && nowNs - nextTellNs >= 0) {
            nextTellNs = nowNs + TELL_NS;
            droppedTold = live.dropped();
            messages.accept(READER_NAME + ": " + droppedTold + " live packets so far could not be sent at once, since a"
                + " subscriber was behind; those who miss them ask again");
        }
    }

    private int follow(final long nowNs) {
        if (!caughtUp) {
            final int taken = publisher.catchUp(RECORDS_A_TURN);
            caughtUp = taken < RECORDS_A_TURN;
            return taken;
        }
        return nowNs - nextSaveNs >= 0 ? takeOneAndSave(nowNs) : publisher.poll(RECORDS_A_TURN);
    }

    /** The position stays on the record that the state is after, by which it is known again. */
    private int takeOneAndSave(final long nowNs) {
        if (publisher.poll(1) == 0) {
            return 0;
        }
        nextSaveNs = nowNs + saveIntervalNs;
        makeDirectory();
        publisher.save(saved);
        reader.commit(0);
        return 1;
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(saved.getParent());
        } catch (final IOException e) {
            throw new EverbookException("cannot make " + saved.getParent() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(opened);
    }

    private final class Answers implements AskerSession {
        private final AnswerPublication to;

        private Answers(final AnswerPublication to) {
            this.to = to;
        }

        @Override
        public void onRequest(
            final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
            publisher.onRequest(buffer, offset, length,
                (channel, answer, at, answerLength) -> to.send(answer, at, answerLength));
        }
    }
}
