package io.everbook.publish;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.api.JournalRecord;
import io.everbook.feed.DropCopyListener;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.DropCopyRefusedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.ExecutionReportDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.QueryResult;
import io.everbook.site.ReaderKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DRP-1 over Aeron: every report of a firm, to that firm alone, through loss and beside one who stopped.
 */
class DropCopyOverAeronTest {
    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private PublishRig rig;

    @BeforeEach
    void open() {
        rig = new PublishRig(directory, seed);
        rig.startReaders(rig.config().kinds(EnumSet.of(ReaderKind.DROP_COPY)).conclude());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldReportEveryEventOfAFirmThroughLossAndBesideOneWhoStopped() {
        final Tape lossy = new Tape();
        final Tape near = new Tape();
        final Tape all = new Tape();
        final Tape stopped = new Tape();
        try (DropCopySubscriber far = subscribe(rig.udp(rig.driver(seed, 10)), "2:two", 1, 2, lossy);
             DropCopySubscriber local = subscribe(rig.ipc(), "3:three", 1, 3, near);
             DropCopySubscriber operator = subscribe(rig.ipc(), "1:one", 1, 0, all);
             DropCopySubscriber stopping = subscribe(rig.ipc(), "1:one", 1, 0, stopped)) {
            rig.run(50);
            PublishRig.until(() -> stopping.poll() >= 0 && !stopped.ids.isEmpty());
            final int before = stopped.ids.size();
            for (int i = 0; i < 20_000; i++) {
                rig.step();
                final DropCopySubscriber next = List.of(far, local, operator).get(i % 3);
                next.poll();
            }
            final List<Long> expected = journalIds(Set.of(11, 12), 1);
            settle(far, lossy, journalIds(Set.of(11), 1));
            settle(local, near, journalIds(Set.of(12), 1));
            settle(operator, all, expected);
            assertThat(stopped.ids).hasSize(before);
            assertThat(rig.lost.get()).isPositive();

            settle(stopping, stopped, expected);
        }
    }

    @Test
    void shouldBeginAnywhereAndRefuseWhatIsNotTheirs() {
        rig.run(1_000);
        final List<Long> ids = journalIds(Set.of(11), 1);
        final long from = ids.get(ids.size() / 2);
        final Tape tape = new Tape();
        try (DropCopySubscriber subscriber = subscribe(rig.ipc(), "2:two", from, 2, tape)) {
            settle(subscriber, tape, journalIds(Set.of(11), from));
        }
        for (final String[] wrong : new String[][] {{"2:two", "3"}, {"2:two", "0"}, {"2:wrong", "2"}, {"", "0"}}) {
            final Tape none = new Tape();
            try (DropCopySubscriber subscriber =
                     subscribe(rig.ipc(), wrong[0], 1, Integer.parseInt(wrong[1]), none)) {
                PublishRig.until(() -> subscriber.poll() >= 0 && subscriber.receiver().isRefused());
            }
            assertThat(none.refusals).containsExactly(QueryResult.NOT_AUTHORISED);
            assertThat(none.ids).isEmpty();
        }
    }

    private static DropCopySubscriber subscribe(
        final SubscriberConfig config, final String credentials, final long from, final int firm, final Tape tape) {
        return new DropCopySubscriber(
            config.as(credentials.getBytes(StandardCharsets.US_ASCII)), from, firm, 0, tape);
    }

    private static void settle(final DropCopySubscriber subscriber, final Tape tape, final List<Long> expected) {
        PublishRig.until(() -> subscriber.poll() >= 0 && tape.ids.size() >= expected.size());
        assertThat(tape.ids).isEqualTo(expected);
    }

    /** The execution ids of every order event and reject of sessions, as the journal has them. */
    private List<Long> journalIds(final Set<Integer> sessions, final long from) {
        final List<Long> ids = new ArrayList<>();
        final EventDispatcher dispatcher = new EventDispatcher();
        final EventListener collector = new Collector(sessions, from, ids);
        try (JournalReader reader = JournalReader.open(rig.journal())) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), collector);
            }
        }
        return ids;
    }

    private static final class Tape implements DropCopyListener {
        private final List<Long> ids = new ArrayList<>();
        private final List<QueryResult> refusals = new ArrayList<>();

        @Override
        public void onExecutionReport(final ExecutionReportDecoder report) {
            ids.add(report.executionId());
        }

        @Override
        public void onRefused(final DropCopyRefusedDecoder refusal) {
            refusals.add(refusal.result());
        }
    }

    private record Collector(Set<Integer> sessions, long from, List<Long> ids) implements EventListener {
        private void add(final EventHeaderDecoder header) {
            if (header.executionId() >= from && sessions.contains(header.session())) {
                ids.add(header.executionId());
            }
        }

        @Override
        public void onCommandRejected(final CommandRejectedDecoder event) {
            add(event.header());
        }

        @Override
        public void onOrderAccepted(final OrderAcceptedDecoder event) {
            add(event.header());
        }

        @Override
        public void onOrderExecuted(final OrderExecutedDecoder event) {
            add(event.header());
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event) {
            add(event.header());
        }

        @Override
        public void onOrderExpired(final OrderExpiredDecoder event) {
            add(event.header());
        }

        @Override
        public void onOrderAmended(final OrderAmendedDecoder event) {
            add(event.header());
        }
    }
}
