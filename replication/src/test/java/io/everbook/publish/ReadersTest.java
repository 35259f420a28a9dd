package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.everbook.api.EverbookException;
import io.everbook.journal.RegisteredReaders;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeQueryEncoder;
import io.everbook.protocol.QueryResult;
import io.everbook.site.ReaderKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The readers as a whole: who is told of outcomes, what they wait for, and that nobody's bytes end them.
 */
class ReadersTest {
    private static final int[] STREAMS =
        {Streams.DROP_COPY_REQUESTS, Streams.MARKET_DATA_REQUESTS, Streams.OUTCOME_QUERIES};

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final UnsafeBuffer query =
        new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + OutcomeQueryEncoder.BLOCK_LENGTH]);
    private final List<QueryResult> told = new ArrayList<>();
    private PublishRig rig;

    @BeforeEach
    void open() {
        rig = new PublishRig(directory, seed);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldTellAParticipantOfItsOwnOutcomesAlone() {
        rig.run(200);
        rig.startReaders(rig.config().kinds(EnumSet.of(ReaderKind.OUTCOMES)).conclude());
        final String driver = rig.driver(seed, 10);

        assertThat(ask(rig.ipc(), "2:two", 11)).isEqualTo(QueryResult.ANSWERED);
        assertThat(ask(rig.udp(driver), "2:two", 11)).isEqualTo(QueryResult.ANSWERED);
        assertThat(ask(rig.udp(driver), "2:two", 12)).isEqualTo(QueryResult.NOT_AUTHORISED);
        assertThat(ask(rig.udp(driver), "1:one", 12)).isEqualTo(QueryResult.ANSWERED);
        assertThat(ask(rig.ipc(), "3:two", 12)).as("nobody is told nothing").isNull();
        assertThat(RegisteredReaders.positions(rig.journal())).extracting(RegisteredReaders.Position::name)
            .containsExactly("outcomes");
    }

    /** Asks again and again for the session's first outcome, for a second at most where nothing comes. */
    private QueryResult ask(final SubscriberConfig config, final String credentials, final int session) {
        told.clear();
        final FragmentAssembler onAnswer =
            new FragmentAssembler((buffer, offset, length, header) -> onAnswer(buffer, offset));
        try (Aeron aeron = AeronClients.connect(config.aeronDirectory(), "asker");
             RequestLink link = new RequestLink(
                 aeron, config.as(credentials.getBytes(StandardCharsets.US_ASCII)), Streams.OUTCOME_QUERIES)) {
            final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(credentials.equals("3:two") ? 1 : 60);
            long nextNs = System.nanoTime();
            while (told.isEmpty() && System.nanoTime() - endNs < 0) {
                aeron.conductorAgentInvoker().invoke();
                link.poll(onAnswer);
                if (System.nanoTime() - nextNs >= 0) {
                    nextNs += TimeUnit.MILLISECONDS.toNanos(50);
                    link.send(query(session), 0, query.capacity());
                }
            }
        }
        return told.isEmpty() ? null : told.get(0);
    }

    private DirectBuffer query(final int session) {
        new OutcomeQueryEncoder().wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .correlationId(1).commandNumber(1).logonSequence(0).requiredSequence(rig.exchange().sequence())
            .timeoutNs(TimeUnit.SECONDS.toNanos(10)).session(session).pad1(0);
        return query;
    }

    private void onAnswer(final DirectBuffer buffer, final int offset) {
        told.add(new OutcomeAnswerDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()).result());
    }

    @Test
    void shouldWaitForAJournalAndRunOnceADirectory() {
        final ReadersConfig config = rig.config().journal(directory.resolve("none")).conclude();
        rig.startReaders(config);
        PublishRig.until(() -> {
            synchronized (rig.messages) {
                return rig.messages.stream().anyMatch(each -> each.contains("market-data")
                    && each.contains("there is no journal"));
            }
        });
        assertThatThrownBy(() -> Readers.launch(config)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("readers run already in this process");
    }

    @Test
    void shouldTakeWhateverArrives() {
        rig.run(50);
        rig.startReaders(rig.config().conclude());
        final Random random = new Random(seed);
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[200]);
        try (Aeron aeron = AeronClients.connect(rig.ipc().aeronDirectory(), "asker")) {
            for (final int stream : STREAMS) {
                try (RequestLink link = new RequestLink(aeron, rig.ipc(), stream);
                     ExclusivePublication raw = aeron.addExclusivePublication(rig.ipc().requestChannel(), stream)) {
                    for (int i = 0; i < 3_000; i++) {
                        random.nextBytes(bytes.byteArray());
                        query(11);
                        bytes.putBytes(0, query, 0, random.nextInt(query.capacity()));
                        link.send(bytes, 0, random.nextInt(bytes.capacity()));
                        final int length =
                            ReturnAddress.write(bytes, 5, new byte[random.nextInt(60)], new byte[random.nextInt(60)]);
                        bytes.putByte(random.nextInt(length), (byte) random.nextInt());
                        raw.offer(bytes, 0, random.nextInt(length));
                        aeron.conductorAgentInvoker().invoke();
                    }
                }
            }
        }
        assertThat(ask(rig.ipc(), "2:two", 11)).isEqualTo(QueryResult.ANSWERED);
        synchronized (rig.messages) {
            assertThat(rig.messages).noneMatch(each -> each.contains("has to open again"));
        }
    }
}
