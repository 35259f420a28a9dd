package io.everbook.feed;

import com.sun.management.ThreadMXBean;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class FeedAllocationTest {
    private static final int ROUNDS = 8;
    private static final int ROUND = 4_000;

    @TempDir
    Path directory;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MarketDataReceiver[] receivers = new MarketDataReceiver[3];
    private MarketDataPublisher publisher;

    @Test
    void shouldAllocateNothingFromRecordsToBooks() {
        long least = Long.MAX_VALUE;
        try (FeedMarket market = new FeedMarket(directory, 11); JournalReader reader = market.reader()) {
            market.run(ROUNDS * ROUND);
            publisher = new MarketDataPublisher(reader, 1, 1 << 20, this::deliver);
            publisher.catchUp(50);
            join();
            for (int i = 0; i < ROUNDS; i++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                publisher.poll(ROUND);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertThat(least).isZero();
        assertThat(receivers[2].state()).isEqualTo(ReceiverState.FOLLOWING);
        assertThat(receivers[2].counts().applied()).isGreaterThan(ROUNDS * ROUND / 2);
    }

    private void join() {
        for (final FeedChannel channel : LossyNetwork.channels()) {
            final int index = channel.value() - 1;
            receivers[index] = new MarketDataReceiver(1, channel, ReceiverTimes.DEFAULT, new MarketDataListener() {
            }, (ofChannel, buffer, offset, length) -> publisher.onRequest(buffer, offset, length, this::deliver));
            receivers[index].poll(0);
        }
    }

    private void deliver(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        if (receivers[channel.value() - 1] != null) {
            receivers[channel.value() - 1].onPacket(buffer, offset, length, 0);
        }
    }
}
