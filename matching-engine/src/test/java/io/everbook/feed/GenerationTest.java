package io.everbook.feed;

import io.everbook.journal.JournalReader;
import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A promotion raises the generation. Two histories of one market that part at a record stand for what was lost and for
 * what came instead.
 */
class GenerationTest {
    private static final long RAISED = 1L << 48;
    private static final int PART_AT = 1_000;

    @TempDir
    Path directory;

    private final List<CopiedRecord> before = new ArrayList<>();
    private final List<byte[]> requests = new ArrayList<>();
    private final MarketDataReceiver receiver = new MarketDataReceiver(1, FeedChannel.ORDERS, ReceiverTimes.DEFAULT,
        new MarketDataListener() {
            @Override
            public void onBooksReset() {
                resets++;
            }
        }, this::keep);
    private int resets;
    private long nowNs;

    @BeforeEach
    void readTheMarket() {
        try (FeedMarket market = new FeedMarket(directory, 7); JournalReader reader = market.reader()) {
            market.run(1_200);
            for (var record = reader.next(); record != null; record = reader.next()) {
                before.add(CopiedRecord.of(record, 5));
            }
        }
    }

    @Test
    void shouldGoOnWhereAPromotionLostNothing() {
        final Publisher old = new Publisher();
        join(old);
        old.take(0, PART_AT, 5);
        final Publisher promoted = new Publisher();
        promoted.silent = true;
        promoted.take(0, PART_AT, 5);
        promoted.silent = false;

        promoted.take(PART_AT, before.size(), RAISED | 6);

        assertThat(receiver.state()).isEqualTo(ReceiverState.FOLLOWING);
        assertThat(receiver.sequence()).isEqualTo(promoted.lastTold);
        assertThat(resets).isEqualTo(1);
    }

    @Test
    void shouldResetTheBooksWhereWhatItHadReceivedWasLost() {
        final Publisher old = new Publisher();
        join(old);
        old.take(0, PART_AT + 50, 5);
        final Publisher promoted = new Publisher();
        promoted.silent = true;
        promoted.take(0, PART_AT, 5);
        promoted.silent = false;

        promoted.take(PART_AT, PART_AT + 100, RAISED | 6);
        assertThat(receiver.state()).isEqualTo(ReceiverState.JOINING);
        join(promoted);

        assertThat(receiver.state()).isEqualTo(ReceiverState.FOLLOWING);
        assertThat(resets).isEqualTo(2);
        old.take(PART_AT + 50, PART_AT + 150, 5);
        assertThat(receiver.counts().outdated()).isPositive();
        assertThat(receiver.packetNumber()).isEqualTo(promoted.builder.packetNumber(FeedChannel.ORDERS));
    }

    private void keep(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] request = new byte[length];
        buffer.getBytes(offset, request);
        requests.add(request);
    }

    private void join(final Publisher publisher) {
        while (receiver.state() == ReceiverState.JOINING) {
            nowNs += ReceiverTimes.DEFAULT.retryNs();
            receiver.poll(nowNs);
            final List<byte[]> asked = List.copyOf(requests);
            requests.clear();
            asked.forEach(publisher::answer);
        }
    }

    /** A publisher whose records are handed in. */
    private final class Publisher {
        private final MarketDataBuilder builder = new MarketDataBuilder(1, this::publish);
        private final FeedAnswers answers = new FeedAnswers(builder, 1, 1 << 20);
        private boolean silent;
        private long lastTold;

        private void take(final int from, final int to, final long epoch) {
            before.subList(from, to).forEach(record -> builder.onRecord(CopiedRecord.of(record, epoch)));
        }

        private void publish(
            final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
            answers.hold(channel, buffer, offset, length);
            if (channel == FeedChannel.ORDERS && !silent) {
                lastTold = builder.sequence();
                receiver.onPacket(buffer, offset, length, nowNs);
            }
        }

        private void answer(final byte[] request) {
            answers.onRequest(new UnsafeBuffer(request), 0, request.length,
                (channel, buffer, offset, length) -> receiver.onPacket(buffer, offset, length, nowNs));
        }
    }
}
