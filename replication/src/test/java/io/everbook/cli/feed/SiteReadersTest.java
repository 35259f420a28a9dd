package io.everbook.cli.feed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.EventListener;
import io.everbook.api.NewOrder;
import io.everbook.cli.Everbook;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.client.ClientConfig;
import io.everbook.client.ClientState;
import io.everbook.client.ClientTimeouts;
import io.everbook.client.ExchangeClient;
import io.everbook.client.OutcomeListener;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.Side;
import io.everbook.site.Participants;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A site of one, with readers on threads of its process or in a process beside it, as its configuration and the
 * commands have them.
 */
class SiteReadersTest {
    private static final int PORT = 24_000;
    private static final String MEMBER = "0,solo,127.0.0.1:24000,127.0.0.1:24001,127.0.0.1:24002,127.0.0.1:24003,"
        + "127.0.0.1:24004,127.0.0.1:24005";
    private static final int INSTRUMENT = 7;
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Path aeron;
    private MediaDriver driver;

    @BeforeEach
    void open() throws IOException {
        aeron = Files.createTempDirectory(Path.of("/dev/shm"), "everbook-site-readers-");
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED).dirDeleteOnShutdown(true));
    }

    @AfterEach
    void close() throws InterruptedException {
        driver.close();
        for (final Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        IoUtil.delete(aeron.toFile(), true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldServeMarketDataDropCopyAndOutcomes(final boolean inProcess) throws Exception {
        final Path config = write(inProcess ? "outcomes,market-data,drop-copy" : "");
        final Path log = start("site", config);
        until(() -> contains(log, "READY"));
        if (!inProcess) {
            start("readers", config);
        }
        trade();

        final JsonObject book = runUntil("inStep", new JsonPrimitive(true),
            "market-data", "--config", config.toString(), "--seconds", "6", "--json");
        assertThat(book.getAsJsonObject("books").getAsJsonObject("7").get("bids").toString())
            .isEqualTo("[[99,3,1]]");
        runUntil("reports", new JsonPrimitive(4),
            "drop-copy", "--config", config.toString(), "--seconds", "3", "--json",
            "--credentials", "2:trader", "--firm", "2");
        ask();
        end(log);
    }

    private void end(final Path log) throws Exception {
        for (final Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readAllLines(log)).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("FATAL"));
    }

    private Path write(final String readers) throws IOException {
        return Files.write(directory.resolve("site.properties"), List.of(
            "site.name=solo", "site.member=0", "site.dir=" + directory.resolve("solo"),
            "site.aeronDir=" + aeron.resolve("solo"), "cluster.members=" + MEMBER, "cluster.secret=alone",
            "engine.maxOrders=65536", "readers=" + readers,
            "readers.live=127.0.0.1:" + (PORT + 8), "readers.requests=127.0.0.1:" + (PORT + 9),
            "auth.1=" + Participants.digest("operator"), "auth.2=" + Participants.digest("trader")));
    }

    private Path start(final String command, final Path config) throws IOException {
        final Path log = directory.resolve(command + ".log");
        processes.add(0, new ProcessBuilder(new JavaCommand().flag("-XX:+UseSerialGC").flag("-Xmx512m")
            .of(Everbook.class.getName(), command, "--config", config.toString()))
            .redirectErrorStream(true).redirectOutput(log.toFile()).start());
        return log;
    }

    private static boolean contains(final Path log, final String word) {
        try {
            return Files.readString(log).contains(word);
        } catch (final IOException e) {
            return false;
        }
    }

    private void trade() {
        try (ExchangeClient operator = logOn(1, 1, "operator")) {
            operator.submit(new DefineParticipant().participant(2));
            operator.submit(new DefineSession().newSession(12).participant(2));
            operator.submit(new DefineInstrument().instrument(INSTRUMENT).tickSize(1).lotSize(1));
            until(() -> operator.poll() >= 0 && operator.unanswered() == 0);
        }
        try (ExchangeClient trader = logOn(12, 2, "trader")) {
            final NewOrder order = new NewOrder().instrument(INSTRUMENT).limit(99);
            trader.submit(order.clientOrderId(0, 1).side(Side.BUY).quantity(5));
            trader.submit(order.clientOrderId(0, 2).side(Side.SELL).quantity(2));
            until(() -> trader.poll() >= 0 && trader.unanswered() == 0);
        }
    }

    private void ask() {
        try (ExchangeClient trader = logOn(12, 2, "trader")) {
            assertThat(trader.askOutcome(1)).isPositive();
            until(() -> trader.poll() >= 0 && !told.isEmpty());
            assertThat(told).containsExactly("ANSWERED NEW");
        }
    }

    private ExchangeClient logOn(final int session, final int participant, final String secret) {
        final ExchangeClient client = new ExchangeClient(new ClientConfig()
            .member(0, "127.0.0.1:" + PORT, "127.0.0.1:" + (PORT + 5))
            .session(session).participant(participant).secret(secret)
            .listener(new EventListener() { })
            .timeouts(new ClientTimeouts().outcomeTimeoutNs(LONG_NS))
            .outcomeListener(new OutcomeListener() {
                @Override
                public void onOutcome(final OutcomeAnswerDecoder answer) {
                    told.add(answer.result() + " " + answer.status());
                }
            })
            .aeronDirectory(driver.aeronDirectoryName()));
        until(() -> client.poll() >= 0 && client.state() == ClientState.LOGGED_ON);
        return client;
    }

    /** Runs a command again and again until it tells that, since the readers take their time to begin. */
    private static JsonObject runUntil(final String key, final JsonElement value, final String... args) {
        final List<JsonObject> told = new ArrayList<>();
        until(() -> {
            final StringWriter out = new StringWriter();
            Everbook.commandLine().setOut(new PrintWriter(out)).execute(args);
            told.add(JsonParser.parseString(out.toString().strip()).getAsJsonObject());
            return told.get(told.size() - 1).get(key).equals(value);
        });
        return told.get(told.size() - 1);
    }

    private static void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + LONG_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("past the deadline").isNegative();
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
