package io.everbook.feed;

import io.everbook.api.RegisteredReader;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RegisteredReaders;
import io.everbook.protocol.FeedChannel;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recorded day is played into an exchange, which is killed in the middle and opened again. A process without the
 * engine joins the market data stream late and follows it, with one message of a hundred dropped either way: row by row
 * it has the true book. The drop copy, through the same loss, says what the journal holds of every order.
 */
class RecordedDayTest {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(240);
    private static final long HEARTBEAT_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int KILLED = 128 + 9;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final SleepingIdleStrategy idle = new SleepingIdleStrategy(TimeUnit.MICROSECONDS.toNanos(100));
    private final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
    private RecordedDay day;
    private Process player;
    private DayStream stream;
    private MarketDataPublisher publisher;
    private long heartbeatAtNs = System.nanoTime();
    private long killAt;
    private int kills;

    @Test
    void shouldFollowTheDayOfGoogle() throws Exception {
        follow(RecordedDay.find("goog-2012-06-21-orders.csv.gz", "goog-2012-06-21-book1.csv.gz")
            .orElseGet(() -> GeneratedDay.write(directory, seed, 20_000)));
    }

    @Test
    void shouldFollowTheSecondsOfMicrosoft() throws Exception {
        follow(RecordedDay.find("msft-2012-06-21-orders.csv.gz", "msft-2012-06-21-book50.csv.gz")
            .orElseGet(() -> GeneratedDay.write(directory, seed, 1_000)));
    }

    private void follow(final RecordedDay ofDay) throws Exception {
        System.out.println("recorded day: seed " + seed);
        day = ofDay;
        final int rows = day.rows().size();
        killAt = rows * (45L + random.nextInt(20)) / 100;
        try {
            play();
            publish(rows * (25L + random.nextInt(10)) / 100);
            compareBooks(rows);
            compareDropCopy();
        } finally {
            player.destroyForcibly();
            if (stream != null) {
                stream.close();
            }
        }
    }

    private void play() throws IOException {
        player = DayStream.java(System.getProperty("java.class.path"), DayPlayer.class, directory.resolve("player.log"),
            List.of(directory.resolve("exchange").toString(), day.orders().toString(), day.book().toString()));
    }

    private void publish(final long joinAt) throws Exception {
        awaitJournal();
        try (RegisteredReader reader = RegisteredReaders.open(journal(), "market-data", 1);
            JournalReader growth = JournalReader.open(journal())) {
            publisher = new MarketDataPublisher(reader, 1, (channel, buffer, offset, length) -> {
                if (stream != null) {
                    stream.send(buffer, offset, length);
                }
            });
            boolean ended = false;
            while (!ended || stream.isAlive()) {
                requireTime();
                killInTheMiddle(growth);
                final int taken = pass(joinAt);
                if (!ended && taken == 0 && kills == 1 && !player.isAlive() && isAllTaken(growth)) {
                    assertThat(player.exitValue()).as(log("player.log")).isZero();
                    stream.end(growth.lastSequence());
                    ended = true;
                }
                idle.idle(taken);
            }
            assertThat(stream.exitValue()).as(log("follower.log")).isZero();
            reader.commit();
        }
    }

    private boolean isAllTaken(final JournalReader growth) {
        return stream != null && stream.hasJoined() && publisher.sequence() == growth.lastSequence();
    }

    private int pass(final long joinAt) throws IOException {
        int taken = 0;
        if (stream == null && publisher.sequence() >= joinAt) {
            stream = new DayStream(directory, day.depth(), seed);
        }
        if (stream == null || stream.hasJoined()) {
            taken = publisher.poll(50);
        }
        if (System.nanoTime() - heartbeatAtNs > HEARTBEAT_NS) {
            heartbeatAtNs = System.nanoTime();
            publisher.heartbeat();
        }
        return stream != null && stream.exchange(publisher) ? taken + 1 : taken;
    }

    private void killInTheMiddle(final JournalReader growth) throws Exception {
        if (kills == 0 && growth.lastSequence() >= killAt) {
            player.toHandle().destroyForcibly();
            assertThat(player.waitFor()).as("killed in the middle").isEqualTo(KILLED);
            kills++;
            play();
        }
    }

    private void awaitJournal() {
        while (!Files.exists(journal().resolve("metadata.cq4t"))) {
            requireTime();
            assertThat(player.isAlive()).as(log("player.log")).isTrue();
            idle.idle();
        }
    }

    private void requireTime() {
        assertThat(System.nanoTime() - deadlineNs).as("seed " + seed + log("follower.log")).isNegative();
    }

    private void compareBooks(final int rows) throws IOException {
        final DayBooks books = new DayBooks(directory, journal(), day);
        System.out.printf("rows compared %d of %d, dropped %d, gaps %d, packets %d%n", books.compared(),
            day.levels().size(), stream.lost(), books.gaps(FeedChannel.ORDERS), books.applied(FeedChannel.ORDERS));
        assertThat(books.faults()).as("seed " + seed).isEmpty();
        assertThat(books.compared()).isGreaterThan(day.levels().size() / 2);
        for (final FeedChannel channel : LossyNetwork.channels()) {
            assertThat(books.snapshots(channel)).as(channel + ", seed " + seed).isEqualTo(1);
        }
        assertThat(books.gaps(FeedChannel.ORDERS)).isPositive();
        assertThat(stream.lost()).isGreaterThan(rows / 200);
    }

    private void compareDropCopy() {
        final List<String> lines = new ArrayList<>();
        final LossyNetwork network = new LossyNetwork(seed, 10, 0, 1);
        try (JournalReader reader = JournalReader.open(journal())) {
            final DropCopyReceiver[] receiver = new DropCopyReceiver[1];
            final DropCopyPublisher copies = new DropCopyPublisher(reader, (buffer, offset, length) ->
                network.send(buffer, offset, length, receiver[0]::onMessage));
            receiver[0] = new DropCopyReceiver(1, DayPlayer.PARTICIPANT, 0, 1_000_000, 50_000_000,
                report -> lines.add(OrderLines.of(report)), (buffer, offset, length) ->
                network.send(buffer, offset, length, (request, at, ofLength, nowNs) ->
                    copies.onRequest(request, at, ofLength, DayPlayer.PARTICIPANT)));
            final List<String> expected = OrderLines.ofJournal(journal(), Set.of(DayPlayer.SESSION), 1);
            while (lines.size() < expected.size()) {
                requireTime();
                copies.poll(20);
                copies.heartbeat();
                network.advance(100_000);
                receiver[0].poll(network.nowNs());
            }
            assertThat(network.lost()).isPositive();
            assertThat(lines).isEqualTo(expected);
        }
    }

    private Path journal() {
        return directory.resolve("exchange").resolve("journal");
    }

    private String log(final String name) {
        try {
            return Files.exists(directory.resolve(name)) ? Files.readString(directory.resolve(name)) : "";
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
