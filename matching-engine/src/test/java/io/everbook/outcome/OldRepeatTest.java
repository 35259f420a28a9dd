package io.everbook.outcome;

import io.everbook.api.NewOrder;
import io.everbook.api.Xxh64;
import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command that is sent again after the engine's window has passed it: the engine tells to ask, and the store knows.
 */
class OldRepeatTest {
    private static final int SESSION = RandomFlow.SESSIONS[0];
    private static final int WINDOW = 64;
    private static final int DIGEST_FROM = 8 + 24;

    @TempDir
    Path directory;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);

    @Test
    void shouldBeResolvedByTheStore() {
        final StoreRig rig = new StoreRig(directory);
        final OutcomeConfig config = rig.store().conclude();
        final long connection;
        try (EmbeddedExchange exchange = rig.open()) {
            new RandomFlow(exchange, 1).logon(0);
            connection = exchange.sequence() - 1;
        }
        try (JournalWriter journal = JournalWriter.open(JournalConfig.builder()
                 .directory(config.journal()).blockSize(1 << 22).conclude());
             OutcomeStore store = new OutcomeStore(config);
             OutcomeReader reader = OutcomeReader.open(config.directory())) {
            final MatchingEngine engine = new MatchingEngine(
                EngineConfig.builder().maxOrders(1 << 16).conclude());
            final CommandPipeline pipeline = new CommandPipeline(engine, 0, journal, StopPoints.NONE);
            pipeline.replay();
            for (int number = 1; number <= WINDOW + 1; number++) {
                send(pipeline, connection, number);
            }
            final long decided = engine.sequence() - WINDOW;
            final int length = send(pipeline, connection, 1);
            requireRefused(pipeline);
            StoreRig.follow(store, engine.sequence());
            requireResolved(reader, engine.sequence(), decided, length);
            pipeline.close();
        }
    }

    private int send(final CommandPipeline pipeline, final long connection, final long number) {
        final int length = new NewOrder().instrument(1).clientOrderId(0, number)
            .side(Side.BUY).limit(100).quantity(number)
            .encode(buffer, 0, 1, SESSION, number, System.nanoTime());
        pipeline.process(pipeline.sequence(), 0, connection, buffer, 0, length);
        return length;
    }

    private static void requireRefused(final CommandPipeline pipeline) {
        final CommandRefusedDecoder refused = new CommandRefusedDecoder().wrapAndApplyHeader(
            pipeline.events().buffer(), pipeline.events().eventsOffset(), new MessageHeaderDecoder());
        assertThat(refused.reason()).isEqualTo(Reason.DECIDED_QUERY);
    }

    private void requireResolved(
        final OutcomeReader reader, final long required, final long decided, final int length) {
        final OutcomeAnswerDecoder answer = reader.outcome(SESSION, 1, 0, required);
        assertThat(answer.result()).isEqualTo(QueryResult.ANSWERED);
        assertThat(answer.status()).isEqualTo(OutcomeStatus.NEW);
        assertThat(answer.decidedSequence()).isEqualTo(decided);
        assertThat(answer.digest())
            .isEqualTo(Xxh64.hash(buffer, DIGEST_FROM, length - DIGEST_FROM, new NewOrder().templateId()));
        assertThat(reader.order(answer.orderId(), required).status()).isEqualTo(OutcomeStatus.NEW);
    }
}
