package io.everbook.feed;

import io.everbook.journal.JournalReader;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedPacketEncoder;
import io.everbook.protocol.FeedSnapshotPacketEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes from a network, right ones and wrong ones.
 */
class FeedInputTest {
    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<byte[]> messages = new ArrayList<>();
    private final MarketDataReceiver receiver = receiver();
    private long nowNs;

    @Test
    void shouldNeverThrowWhateverArrives() {
        System.out.println("feed input: seed " + seed);
        try (FeedMarket market = new FeedMarket(directory, seed); JournalReader reader = market.reader()) {
            final MarketDataPublisher publisher = new MarketDataPublisher(reader, 1, 1 << 16, this::keep);
            market.run(400);
            publisher.poll(Integer.MAX_VALUE);
            publisher.heartbeat();
            for (int i = 0; i < 30_000; i++) {
                final byte[] bytes = damaged();
                nowNs += 50_000;
                receiver.onPacket(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
                publisher.onRequest(new UnsafeBuffer(bytes), 0, bytes.length, this::keepSome);
                receiver.poll(nowNs);
            }
        }
        assertThat(messages).hasSizeGreaterThan(500);
    }

    @Test
    void shouldPassOverWhatIsOfAnotherPartitionOrChannel() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final FeedPacketEncoder packet = new FeedPacketEncoder();

        packet.wrapAndApplyHeader(buffer, 0, header).packetNumber(1).partition(2).channel(FeedChannel.ORDERS);
        assertThat(receiver.onPacket(buffer, 0, 56, 0)).isFalse();
        packet.wrapAndApplyHeader(buffer, 0, header).packetNumber(1).partition(1).channel(FeedChannel.TOP);
        assertThat(receiver.onPacket(buffer, 0, 56, 0)).isFalse();
        packet.wrapAndApplyHeader(buffer, 0, header).packetNumber(1).partition(1).channel(FeedChannel.ORDERS);
        assertThat(receiver.onPacket(buffer, 0, 56, 0)).isTrue();
        assertThat(receiver.onPacket(buffer, 0, 55, 0)).isFalse();
    }

    @Test
    void shouldPassOverMessagesThatItDoesNotKnow() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        new FeedSnapshotPacketEncoder().wrapAndApplyHeader(buffer, 0, header)
            .packetNumber(0).index(0).count(1).partition(1).channel(FeedChannel.ORDERS);
        receiver.onPacket(buffer, 0, 64, 0);
        assertThat(receiver.state()).isEqualTo(ReceiverState.FOLLOWING);

        new FeedPacketEncoder().wrapAndApplyHeader(buffer, 0, header)
            .packetNumber(1).sequence(9).partition(1).channel(FeedChannel.ORDERS);
        header.wrap(buffer, 56).blockLength(16).templateId(449).schemaId(header.sbeSchemaId()).version(3);

        assertThat(receiver.onPacket(buffer, 0, 80, 0)).isTrue();
        assertThat(receiver.state()).isEqualTo(ReceiverState.FOLLOWING);
        assertThat(receiver.packetNumber()).isEqualTo(1);
        assertThat(receiver.sequence()).isEqualTo(9);
    }

    private MarketDataReceiver receiver() {
        return new MarketDataReceiver(1, FeedChannel.ORDERS, new ReceiverTimes(0, 100_000, 3),
            new MarketDataListener() {
            }, this::keep);
    }

    private byte[] damaged() {
        final byte[] bytes = messages.get(random.nextInt(messages.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        final byte[] cut = new byte[random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length];
        System.arraycopy(bytes, 0, cut, 0, cut.length);
        return cut;
    }

    private void keepSome(
        final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        if (messages.size() < 5_000) {
            keep(channel, buffer, offset, length);
        }
    }

    private void keep(
        final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        messages.add(bytes);
    }
}
