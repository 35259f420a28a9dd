package io.everbook.publish;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.ext.DebugReceiveChannelEndpoint;
import io.everbook.api.CancelOrder;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.embedded.Retention;
import io.everbook.engine.BookView;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.feed.FeedBook;
import io.everbook.feed.MarketDataListener;
import io.everbook.feed.ReceiverState;
import io.everbook.feed.ReceiverTimes;
import io.everbook.journal.JournalCycle;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import io.everbook.site.Participants;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An exchange in this process with readers beside it, random flow of two firms, and subscribers over IPC and UDP.
 */
final class PublishRig implements AutoCloseable {
    static final int INSTRUMENT = 7;
    static final int[] SESSIONS = {11, 12};
    static final int[] FIRMS = {2, 3};
    static final Map<Integer, String> SECRETS = Map.of(
        1, Participants.digest("one"), 2, Participants.digest("two"), 3, Participants.digest("three"));

    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String HOST = "127.0.0.1";
    private static final EventListener NOBODY = new EventListener() {
    };

    final AtomicLong lost = new AtomicLong();
    final List<String> messages = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final TradingSession[] sessions = new TradingSession[SESSIONS.length];
    private final NewOrder order = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final Path directory;
    private final Random random;
    private final EmbeddedExchange exchange;
    private final String live = HOST + ":" + freePort();
    private final String requests = HOST + ":" + freePort();
    private final String aeronDirectory =
        "/dev/shm/everbook-publish-" + ProcessHandle.current().pid() + "-" + Math.abs(live.hashCode());
    private Readers readers;
    private final long started = System.nanoTime();
    private volatile long passedNs = TimeUnit.HOURS.toNanos(10);
    private long names;

    /**
     * Opens the exchange.
     *
     * @param directory of its files.
     * @param seed      of the flow.
     */
    PublishRig(final Path directory, final long seed) {
        this.directory = directory;
        random = new Random(seed);
        System.out.println("seed " + seed);
        exchange = open(EmbeddedExchange.open(EmbeddedConfig.builder().directory(directory.resolve("exchange"))
            .engine(EngineConfig.builder().maxOrders(1 << 16).conclude()).blockSize(1 << 24)
            .cycle(JournalCycle.HOURLY).retention(new Retention(0, 1))
            .clock(() -> System.nanoTime() - started + passedNs).conclude()));
        final TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, NOBODY);
        operator.submit(new DefineInstrument().instrument(INSTRUMENT).tickSize(1).lotSize(1));
        for (int i = 0; i < SESSIONS.length; i++) {
            operator.submit(new DefineParticipant().participant(FIRMS[i]));
            operator.submit(new DefineSession().newSession(SESSIONS[i]).participant(FIRMS[i]));
            sessions[i] = exchange.logon(SESSIONS[i], NOBODY);
        }
    }

    private <T extends AutoCloseable> T open(final T part) {
        opened.push(part);
        return part;
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of the readers. */
    ReadersConfig.Builder config() {
        return ReadersConfig.builder()
            .journal(journal())
            .directory(directory.resolve("readers"))
            .aeronDirectory(aeronDirectory)
            .live(live)
            .requests(requests)
            .authenticator(Participants.of(SECRETS)::authenticate)
            .messages(message -> {
                synchronized (messages) {
                    messages.add(message);
                }
            });
    }

    /**
     * Starts readers, in place of those that run.
     *
     * @param config their settings.
     */
    void startReaders(final ReadersConfig config) {
        CloseHelper.close(readers);
        readers = Readers.launch(config);
    }

    /** Has an hour pass for the exchange, whose journal begins another file with the next command. */
    void passAnHour() {
        passedNs += TimeUnit.HOURS.toNanos(1);
    }

    /** Goes on and has snapshots taken until the journal's oldest file is deleted, since no reader needs it. */
    void outliveOldestFile() throws IOException {
        final Path oldest;
        try (Stream<Path> files = Files.list(journal())) {
            oldest = files.filter(file -> file.toString().endsWith(".cq4")).sorted().findFirst().orElseThrow();
        }
        until(() -> {
            step();
            exchange.snapshot().join();
            return !Files.exists(oldest);
        });
    }

    Path journal() {
        return directory.resolve("exchange").resolve("journal");
    }

    EmbeddedExchange exchange() {
        return exchange;
    }

    /** A media driver for subscribers; it loses so many of a thousand packets. */
    String driver(final long seed, final int lossPerMille) {
        final Random loss = new Random(seed);
        return open(MediaDriver.launchEmbedded(new MediaDriver.Context()
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idle())
            .receiveChannelEndpointSupplier((channel, dispatcher, status, context) ->
                new DebugReceiveChannelEndpoint(channel, dispatcher, status, context,
                    (address, buffer, length) -> isLost(loss, lossPerMille),
                    (address, buffer, length) -> false)))).aeronDirectoryName();
    }

    private boolean isLost(final Random loss, final int lossPerMille) {
        final boolean now = loss.nextInt(1_000) < lossPerMille;
        lost.addAndGet(now ? 1 : 0);
        return now;
    }

    SubscriberConfig ipc() {
        return SubscriberConfig.ipc(aeronDirectory);
    }

    SubscriberConfig udp(final String driverDirectory) {
        return SubscriberConfig.udp(driverDirectory, HOST, live, requests);
    }

    MarketDataSubscriber subscribe(
        final SubscriberConfig config, final FeedChannel channel, final MarketDataListener listener) {
        return open(new MarketDataSubscriber(config, 1, channel, ReceiverTimes.DEFAULT, listener));
    }

    /** Submits random commands of both firms. */
    void run(final int commands) {
        for (int i = 0; i < commands; i++) {
            step();
        }
    }

    void step() {
        final TradingSession session = sessions[random.nextInt(sessions.length)];
        final int dice = random.nextInt(10);
        if (dice < 4) {
            session.submit(cancel.instrument(INSTRUMENT).clientOrderId(0, names - random.nextInt(40)));
        } else {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final int distance = random.nextInt(30) - 3;
            session.submit(order.instrument(INSTRUMENT).clientOrderId(0, ++names).side(side)
                .limit(side == Side.BUY ? 10_000 - distance : 10_000 + distance)
                .quantity(1 + random.nextInt(100))
                .timeInForce(dice == 9 ? TimeInForce.IOC : TimeInForce.GTC));
        }
    }

    /** Polls until all subscribers hold what the exchange does now. */
    void settle(final MarketDataSubscriber... subscribers) {
        final long sequence = exchange.sequence();
        until(() -> {
            boolean all = true;
            for (final MarketDataSubscriber each : subscribers) {
                each.poll();
                all &= each.receiver().state() == ReceiverState.FOLLOWING
                    && each.receiver().sequence() >= sequence;
            }
            return all;
        });
    }

    static void until(final BooleanSupplier condition) {
        final IdleStrategy idle = idle();
        final long deadlineNs = System.nanoTime() + LONG_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("past the deadline").isNegative();
            idle.idle();
        }
    }

    private static IdleStrategy idle() {
        return new BackoffIdleStrategy(10, 5, 1_000, 200_000);
    }

    /** The exchange's book, a line a level. */
    List<String> book(final int depth) {
        final BookView book = exchange.book(INSTRUMENT);
        final List<String> lines = new ArrayList<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            for (int i = 0; i < Math.min(depth, book.levels(side)); i++) {
                lines.add(side + " " + book.price(side, i) + " " + book.quantity(side, i) + " " + book.orders(side, i));
            }
        }
        return lines;
    }

    /** A subscriber's book, a line a level. */
    static List<String> book(final MarketDataSubscriber subscriber, final int depth) {
        final FeedBook book = subscriber.receiver().instrument(INSTRUMENT).book();
        final List<String> lines = new ArrayList<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            for (int i = 0; i < Math.min(depth, book.levels(side)); i++) {
                lines.add(side + " " + book.price(side, i) + " " + book.quantity(side, i) + " " + book.orders(side, i));
            }
        }
        return lines;
    }

    /** Where live packets are joined. */
    String live() {
        return live;
    }

    /** Where requests go. */
    String requests() {
        return requests;
    }

    @Override
    public void close() {
        opened.push(() -> CloseHelper.close(readers));
        CloseHelper.closeAll(opened);
    }
}
