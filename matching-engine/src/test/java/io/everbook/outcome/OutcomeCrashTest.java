package io.everbook.outcome;

import io.everbook.embedded.EmbeddedExchange;
import io.everbook.protocol.QueryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store's process is killed outright, again and again, in the middle of a record as a rule, while the exchange goes
 * on and a reader in another process asks.
 */
class OutcomeCrashTest {
    private static final int KILLS = Integer.getInteger("everbook.store.kills", 4);
    private static final long QUERY_NS = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Process process;

    @Test
    void shouldAnswerRightAfterEveryKill() throws Exception {
        System.out.println("seed " + seed);
        final StoreRig rig = new StoreRig(directory);
        final OutcomeConfig config =
            StoreProcess.config(rig.storeDirectory(), rig.store().conclude().journal());
        int kills = 0;
        int midRecord = 0;
        try (EmbeddedExchange exchange = rig.open(); OutcomeReader reader = OutcomeReader.open(config.directory())) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            flow.run(15_000);
            for (; kills < KILLS || midRecord == 0 && kills < 10 * KILLS; kills++) {
                killInMidFlow(config, exchange);
                flow.run(random.nextInt(300));
                midRecord += isAtRest(config) ? 0 : 1;
                requireNoGuess(reader, exchange);
            }
            process = StoreProcess.start(config, directory.resolve("store.log").toFile());
            flow.run(1_000);
            StoreCheck.run(config);
            assertThat(reader.await(exchange.sequence(), StoreRig.LONG_NS)).isTrue();
            StoreCheck.run(JournalTruth.read(config.journal()), reader, config);
        } finally {
            process.destroyForcibly().waitFor();
        }
        System.out.println("kills " + kills + ", in the middle of a record " + midRecord);
        assertThat(midRecord).isPositive();
    }

    @Test
    void shouldGoOnWhereItWasAfterAKillAtRest() throws Exception {
        final StoreRig rig = new StoreRig(directory);
        final OutcomeConfig config =
            StoreProcess.config(rig.storeDirectory(), rig.store().conclude().journal());
        final Path log = directory.resolve("store.log");
        try (EmbeddedExchange exchange = rig.open(); OutcomeReader reader = OutcomeReader.open(config.directory())) {
            final RandomFlow flow = new RandomFlow(exchange, seed);
            for (int run = 0; run < 2; run++) {
                flow.run(500);
                process = StoreProcess.start(config, log.toFile());
                assertThat(reader.await(exchange.sequence(), StoreRig.LONG_NS)).isTrue();
                StoreCheck.run(JournalTruth.read(config.journal()), reader, config);
                process.destroyForcibly().waitFor();
                assertThat(isAtRest(config)).isTrue();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readAllLines(log)).filteredOn(line -> line.contains("is made again")).hasSize(1);
    }

    private void killInMidFlow(final OutcomeConfig config, final EmbeddedExchange exchange) throws Exception {
        final long mark = 1 + (long) (random.nextDouble() * exchange.sequence() * 0.9);
        final Progress before = progress(config);
        process = StoreProcess.start(config, directory.resolve("store.log").toFile());
        StoreRig.until(() -> progress(config).isPast(before, mark) || !process.isAlive());
        process.destroyForcibly().waitFor();
    }

    private record Progress(long generation, long applied) {
        boolean isPast(final Progress before, final long mark) {
            return generation != 0 && applied >= mark && !equals(before);
        }
    }

    private static Progress progress(final OutcomeConfig config) {
        try (StoreState state = StoreState.openForReading(config.directory())) {
            return new Progress(state.generation(), state.applied());
        } catch (final StoreException e) {
            return new Progress(0, 0);
        }
    }

    private static boolean isAtRest(final OutcomeConfig config) {
        try (StoreState state = StoreState.openForReading(config.directory())) {
            return state.isAtRest();
        }
    }

    /** While nobody follows, a query is answered or lags, and does so in time. */
    private static void requireNoGuess(final OutcomeReader reader, final EmbeddedExchange exchange) {
        final long begin = System.nanoTime();
        for (int number = 1; number < 20; number++) {
            assertThat(reader.outcome(RandomFlow.SESSIONS[0], number, 0, 1).result())
                .isIn(QueryResult.ANSWERED, QueryResult.LAGGING);
            assertThat(reader.outcome(RandomFlow.SESSIONS[0], number, 0, exchange.sequence() + 1).result())
                .isEqualTo(QueryResult.LAGGING);
        }
        assertThat(System.nanoTime() - begin).isLessThan(QUERY_NS);
    }
}
