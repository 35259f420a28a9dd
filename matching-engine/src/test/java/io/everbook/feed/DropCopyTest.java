package io.everbook.feed;

import com.sun.management.ThreadMXBean;
import io.everbook.api.MassCancel;
import io.everbook.engine.Genesis;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.DropCopyRefusedDecoder;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.ExecType;
import io.everbook.protocol.ExecutionReportDecoder;
import io.everbook.protocol.QueryResult;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DRP-1: execution reports over a lossy network, against what the journal holds.
 */
class DropCopyTest {
    private static final Set<Integer> ALL = Set.of(1, 11, 12, 13);
    private static final Set<Integer> FIRM_TWO = Set.of(11, 12);
    private static final long RETRY_NS = 2_000_000;
    private static final long SILENCE_NS = 30_000_000;
    private static final int ROUNDS_MAX = 50_000;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> lines = new ArrayList<>();
    private final List<JournalReader> readers = new ArrayList<>();
    private LossyNetwork network = new LossyNetwork(seed, 20, 20, 400_000);
    private FeedMarket market;
    private int asker;
    private DropCopyPublisher publisher;
    private DropCopyReceiver receiver;

    @BeforeEach
    void open() {
        System.out.println("drop copy: seed " + seed);
        market = new FeedMarket(directory, seed);
    }

    @AfterEach
    void close() {
        readers.forEach(JournalReader::close);
        market.close();
    }

    @Test
    void shouldReportEveryOrderEventAndRejectThroughLoss() {
        subscribe(1, 0, 0, report -> lines.add(OrderLines.of(report)));
        run(2_000);
        settle();

        assertThat(network.lost()).isPositive();
        assertThat(receiver.requestCount()).isGreaterThan(1);
        assertThat(lines).hasSizeGreaterThan(2_000).isEqualTo(OrderLines.ofJournal(market.journal(), ALL, 1));
        assertThat(lines).anyMatch(line -> line.contains("REJECTED")).anyMatch(line -> line.contains("EXPIRED"));
    }

    @Test
    void shouldReportOfOneFirmOrOfOneSessionAlone() {
        subscribe(1, 2, 0, report -> lines.add(OrderLines.of(report)));
        run(600);
        settle();
        assertThat(lines).isEqualTo(OrderLines.ofJournal(market.journal(), FIRM_TWO, 1));

        lines.clear();
        subscribe(1, 0, 13, report -> lines.add(OrderLines.of(report)));
        settle();
        assertThat(lines).isEqualTo(OrderLines.ofJournal(market.journal(), Set.of(13), 1));

        lines.clear();
        subscribe(1, 2, 13, report -> lines.add(OrderLines.of(report)));
        settle();
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldTellAFirmOfItsOwnSessionsAloneAndRefuseTheRest() {
        network = LossyNetwork.perfect();
        asker = 2;
        market.run(600);
        final List<QueryResult> refusals = new ArrayList<>();
        for (final int participant : new int[] {0, 3}) {
            subscribe(1, participant, 0, new DropCopyListener() {
                @Override
                public void onExecutionReport(final ExecutionReportDecoder report) {
                    lines.add(OrderLines.of(report));
                }

                @Override
                public void onRefused(final DropCopyRefusedDecoder refusal) {
                    refusals.add(refusal.result());
                }
            });
            for (int i = 0; i < 2_000; i++) {
                pass(i % 20 == 0);
            }
            assertThat(receiver.isRefused()).isTrue();
            assertThat(receiver.requestCount()).isEqualTo(1);
        }
        assertThat(refusals).containsExactly(QueryResult.NOT_AUTHORISED, QueryResult.NOT_AUTHORISED);
        assertThat(lines).isEmpty();

        subscribe(1, 2, 0, report -> lines.add(OrderLines.of(report)));
        settle();
        assertThat(lines).isEqualTo(OrderLines.ofJournal(market.journal(), FIRM_TWO, 1));
    }

    @Test
    void shouldBeginFromAnyExecution() {
        network = LossyNetwork.perfect();
        market.run(1_000);
        final int last = OrderLines.ofJournal(market.journal(), ALL, 1).size();
        for (int i = 0; i < 20; i++) {
            final long from = 1 + random.nextInt(last);
            lines.clear();
            subscribe(from, 3, 0, report -> lines.add(OrderLines.of(report)));
            settle();
            assertThat(lines).as("from " + from).isEqualTo(OrderLines.ofJournal(market.journal(), Set.of(13), from));
        }
    }

    @Test
    void shouldTellWhoseCommandDidItButNotTheOtherSideOfATrade() {
        final Set<Integer> cancellers = new HashSet<>();
        final Set<Integer> traders = new HashSet<>();
        final Set<Integer> firms = new HashSet<>();
        subscribe(1, 3, 0, report -> {
            firms.add(report.participant());
            if (report.execType() == ExecType.TRADE) {
                traders.add(report.initiator());
            } else if (report.execType() == ExecType.CANCELLED && report.endReason() == EndReason.MASS_CANCEL) {
                cancellers.add(report.initiator());
                assertThat(report.commandNumber()).isZero();
            }
        });
        run(500);
        market.operator().submit(new MassCancel().targetSession(13));
        settle();

        assertThat(cancellers).containsExactly(Genesis.OPERATOR_SESSION);
        assertThat(traders).containsExactly(0);
        assertThat(firms).containsExactly(3);
    }

    @Test
    void shouldSubscribeAgainWhereThePublisherBeganAnew() {
        subscribe(1, 0, 0, report -> lines.add(OrderLines.of(report)));
        run(300);
        publisher = publisher();
        run(300);
        settle();

        assertThat(lines).isEqualTo(OrderLines.ofJournal(market.journal(), ALL, 1));
    }

    @Test
    void shouldNeverThrowWhateverArrives() {
        final List<byte[]> messages = new ArrayList<>();
        subscribe(1, 0, 0, report -> {
        });
        final DropCopyPublisher recorded = new DropCopyPublisher(reader(), (buffer, offset, length) -> {
            messages.add(new byte[length]);
            buffer.getBytes(offset, messages.get(messages.size() - 1));
        });
        run(100);
        recorded.begin(1, 0, 0);
        recorded.poll(Integer.MAX_VALUE);
        recorded.heartbeat();
        for (int i = 0; i < 20_000; i++) {
            final byte[] bytes = messages.get(random.nextInt(messages.size())).clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[2] = random.nextInt(10) == 0 ? (byte) 0xC4 : bytes[2];
            final int length = random.nextInt(5) == 0 ? random.nextInt(bytes.length) : bytes.length;
            receiver.onMessage(new UnsafeBuffer(bytes, 0, length), 0, length, i);
            publisher.onRequest(new UnsafeBuffer(bytes, 0, length), 0, length, i & 3);
        }
    }

    @Test
    void shouldAllocateNothingFromRecordsToReports() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        market.run(16_000);
        final DropCopyReceiver direct = new DropCopyReceiver(1, 0, 0, 1, 1, report -> {
        }, (buffer, offset, length) -> {
        });
        final DropCopyPublisher straight =
            new DropCopyPublisher(reader(), (buffer, offset, length) -> direct.onMessage(buffer, offset, length, 0));
        straight.begin(1, 0, 0);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            straight.poll(2_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(direct.lastExecutionId()).isGreaterThan(10_000);
    }

    private void subscribe(
        final long from, final int participant, final int session, final DropCopyListener listener) {
        publisher = publisher();
        receiver = new DropCopyReceiver(from, participant, session, RETRY_NS, SILENCE_NS, listener,
            (buffer, offset, length) -> network.send(buffer, offset, length, (request, at, ofLength, nowNs) ->
                publisher.onRequest(request, at, ofLength, asker)));
    }

    private DropCopyPublisher publisher() {
        return new DropCopyPublisher(reader(), (buffer, offset, length) ->
            network.send(buffer, offset, length, receiver::onMessage));
    }

    private JournalReader reader() {
        readers.add(market.reader());
        return readers.get(readers.size() - 1);
    }

    private void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            market.step();
            pass(i % 50 == 0);
        }
    }

    private void pass(final boolean heartbeat) {
        publisher.poll(100);
        if (heartbeat) {
            publisher.heartbeat();
        }
        network.advance(100_000);
        receiver.poll(network.nowNs());
    }

    private void settle() {
        final long through = last();
        int rounds = 0;
        while (receiver.throughExecutionId() < through) {
            assertThat(rounds++).as("seed " + seed).isLessThan(ROUNDS_MAX);
            pass(rounds % 20 == 0);
        }
    }

    private long last() {
        try (JournalReader reader = market.reader()) {
            reader.seek(reader.lastSequence());
            final var record = reader.next();
            return record.firstExecutionId() + record.eventCount() - 1;
        }
    }
}
