package io.everbook.client;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.NewOrder;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.Side;
import io.everbook.site.Deadline;
import io.everbook.site.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Three real sites, a media driver for the clients, and the clients, all polled by the test's thread.
 */
final class ClientsOfThreeSites implements AutoCloseable {
    static final int INSTRUMENT = 3;
    static final int WINDOW = 128;
    private static final int PORTS_A_SITE = 10;
    private static final int FLOW_TURNS = 100;

    final TestCluster sites;
    private final int basePort;
    private final MediaDriver driver;
    private final List<ExchangeClient> clients = new ArrayList<>();
    private final Map<Integer, List<Long>> orders = new HashMap<>();
    private final NewOrder order = new NewOrder();
    private long lastClientOrderId;

    ClientsOfThreeSites(final String name, final int basePort) {
        this.basePort = basePort;
        sites = new TestCluster(name, basePort);
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(sites.aeronDirectory("clients"))
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .termBufferSparseFile(true)
            .ipcTermBufferLength(1 << 20)
            .publicationTermBufferLength(1 << 20)
            .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
            .publicationConnectionTimeoutNs(TimeUnit.MILLISECONDS.toNanos(1_000))
            .imageLivenessTimeoutNs(TimeUnit.MILLISECONDS.toNanos(1_000)));
    }

    /** Starts the sites and defines an instrument and sessions of participant 2. */
    void start(final int... sessions) {
        sites.startAll();
        final EventTape tape = new EventTape();
        final ExchangeClient operator = open(config(1, tape).participant(1).secret(TestCluster.OPERATOR_SECRET));
        operator.submit(new DefineParticipant().participant(2));
        operator.submit(new DefineInstrument().instrument(INSTRUMENT).tickSize(1).lotSize(1)
            .priceRange(1, 1_000_000).quantityRange(1, 1_000_000));
        for (final int session : sessions) {
            operator.submit(new DefineSession().newSession(session).participant(2).window(WINDOW));
        }
        await("definitions", () -> tape.answered.size() == 2 + sessions.length);
        closeClients();
    }

    ClientConfig config(final int session, final EventTape tape) {
        final ClientConfig config = new ClientConfig();
        for (int i = 0; i < TestCluster.NAMES.size(); i++) {
            config.member(i, "127.0.0.1:" + (basePort + i * PORTS_A_SITE), sites.inquiryEndpoint(i));
        }
        return config.session(session).participant(2).secret("trader").window(WINDOW).listener(tape)
            .aeronDirectory(driver.aeronDirectoryName());
    }

    ExchangeClient open(final ClientConfig config) {
        return open(new ExchangeClient(config));
    }

    ExchangeClient open(final ExchangeClient client) {
        clients.add(client);
        await("logon", () -> ClientState.LOGGED_ON == client.state());
        return client;
    }

    void closeClients() {
        CloseHelper.quietCloseAll(clients);
        clients.clear();
    }

    int poll() {
        int work = 0;
        for (final ExchangeClient client : clients) {
            work += client.poll();
        }
        return work;
    }

    void await(final String what, final BooleanSupplier condition) {
        Deadline.await(60, () -> what + ": " + clients.stream().map(ExchangeClient::state).toList(),
            () -> condition.getAsBoolean() || isReachedByPolling(condition));
    }

    private boolean isReachedByPolling(final BooleanSupplier condition) {
        boolean reached = false;
        while (!reached && poll() > 0) {
            reached = condition.getAsBoolean();
        }
        return reached;
    }

    long submit(final ExchangeClient client, final Side side) {
        return client.submit(order.instrument(INSTRUMENT).clientOrderId(client.session(), ++lastClientOrderId)
            .side(side).limit(100).quantity(1));
    }

    private boolean isTaken(final ExchangeClient client, final Side side) {
        final boolean taken = submit(client, side) > 0;
        if (taken) {
            orders(client.session()).add(lastClientOrderId);
        }
        return taken;
    }

    /** The session's orders that a client took, by client order id, from the flow and from {@link #submitAll}. */
    List<Long> orders(final int session) {
        return orders.computeIfAbsent(session, any -> new ArrayList<>());
    }

    /** Every client submits all it can until a condition holds; buys and sells by turns of session. */
    void flowUntil(final String what, final BooleanSupplier condition) {
        Deadline.await(60, () -> what + ": " + clients.stream().map(ExchangeClient::state).toList(), () -> {
            for (int i = 0; i < FLOW_TURNS && !condition.getAsBoolean(); i++) {
                clients.forEach(client -> isTaken(client, 0 == client.session() % 2 ? Side.BUY : Side.SELL));
                poll();
            }
            return condition.getAsBoolean();
        });
    }

    void submitAll(final ExchangeClient client, final Side side, final int count) {
        for (int i = 0; i < count; i++) {
            await("a place in the window", () -> isTaken(client, side));
        }
    }

    /** The session's numbered events as a site's journal has them, in their order. */
    List<byte[]> journalled(final int site, final int session) {
        final List<byte[]> events = new ArrayList<>();
        final Path directory = sites.directory(site).resolve("journal");
        try (JournalReader reader = JournalReader.open(directory)) {
            final RecordView record = new RecordView();
            reader.seek(reader.firstSequence());
            while (reader.next(record)) {
                collect(record, session, events);
            }
        }
        return events;
    }

    private static void collect(final RecordView record, final int session, final List<byte[]> events) {
        final MessageHeaderDecoder message = new MessageHeaderDecoder();
        final EventHeaderDecoder header = new EventHeaderDecoder();
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[record.length()]);
        record.buffer().getBytes(record.offset(), copy, 0, record.length());
        int offset = record.eventsOffset() - record.offset();
        for (int i = 0; i < record.eventCount(); i++) {
            final int length =
                MessageHeaderDecoder.ENCODED_LENGTH + message.wrap(copy, offset).blockLength();
            header.wrap(copy, offset + MessageHeaderDecoder.ENCODED_LENGTH);
            if (header.session() == session && header.eventNumber() > 0) {
                events.add(Arrays.copyOfRange(copy.byteArray(), offset, offset + length));
            }
            offset += length;
        }
    }

    @Override
    public void close() {
        closeClients();
        CloseHelper.quietClose(driver);
        sites.close();
    }
}
