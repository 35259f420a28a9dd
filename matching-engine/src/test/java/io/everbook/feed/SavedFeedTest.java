package io.everbook.feed;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SavedFeedTest {
    private static final int BEFORE = 800;

    @TempDir
    Path directory;

    private final List<String> live = new ArrayList<>();
    private final long seed = System.nanoTime();
    private Path file;
    private FeedMarket market;
    private JournalReader reader;
    private JournalReader otherReader;
    private MarketDataPublisher publisher;
    private MarketDataPublisher restored;

    @BeforeEach
    void open() {
        System.out.println("saved feed: seed " + seed);
        file = directory.resolve("market-data.state");
        market = new FeedMarket(directory.resolve("market"), seed);
        reader = market.reader();
        otherReader = market.reader();
        publisher = new MarketDataPublisher(reader, 1, this::keep);
        restored = new MarketDataPublisher(otherReader, 1, this::keep);
    }

    @AfterEach
    void close() {
        reader.close();
        otherReader.close();
        market.close();
    }

    @Test
    void shouldGoOnWithTheSamePacketsAsWhoBeganWithTheFirstRecord() {
        save();
        market.run(BEFORE);
        publisher.poll(Integer.MAX_VALUE);
        final List<String> expected = List.copyOf(live);
        live.clear();

        restored.restore(file);
        restored.poll(Integer.MAX_VALUE);

        assertThat(expected).hasSizeGreaterThan(BEFORE);
        assertThat(live).isEqualTo(expected);
    }

    @Test
    void shouldGiveTheSameSnapshotAndRefusePacketsFromBefore() {
        save();
        restored.restore(file);

        for (final FeedChannel channel : LossyNetwork.channels()) {
            assertThat(answers(restored, channel, -1)).isEqualTo(answers(publisher, channel, -1)).isNotEmpty();
            assertThat(answers(restored, channel, 5)).hasSize(1);
            assertThat(answers(publisher, channel, 5)).hasSize(10);
        }
    }

    @Test
    void shouldRefuseAFileThatIsDamaged() throws IOException {
        save();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);

        assertThatThrownBy(() -> restored.restore(file)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("is damaged");
    }

    @Test
    void shouldRefuseAFileOfAnotherJournal() {
        save();
        try (FeedMarket other = new FeedMarket(directory.resolve("other"), seed + 1)) {
            other.run(BEFORE + 100);
            try (JournalReader ofOther = other.reader()) {
                assertThatThrownBy(() -> new MarketDataPublisher(ofOther, 1, this::keep).restore(file))
                    .isInstanceOf(EverbookException.class).hasMessageContaining("not saved of this journal");
            }
        }
    }

    @Test
    void shouldRefuseToBeginAgain() {
        save();

        assertThatThrownBy(() -> publisher.restore(file)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("begun already");
    }

    private void save() {
        market.run(BEFORE);
        publisher.poll(Integer.MAX_VALUE);
        publisher.save(file);
        live.clear();
    }

    private List<String> answers(final MarketDataPublisher from, final FeedChannel channel, final long packet) {
        final List<String> answers = new ArrayList<>();
        final FeedRequests requests = new FeedRequests(1, channel, (ofChannel, buffer, offset, length) ->
            from.onRequest(new UnsafeBuffer(buffer, offset, length), 0, length, (answered, bytes, at, ofLength) ->
                answers.add(hexadecimal(bytes, at, ofLength))));
        if (packet < 0) {
            requests.snapshot(-1, 0, 0, 1_000);
        } else {
            requests.retransmission(packet, packet + 9);
        }
        return answers;
    }

    private void keep(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        live.add(hexadecimal(buffer, offset, length));
    }

    private static String hexadecimal(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
