package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.outcome.OutcomeReader;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.QueryResult;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Queries of an outcome store that has the whole journal, as any process of the machine can ask them, one after the
 * other, of random ones among the newest commands and orders. Each kind is asked as often before it counts. An answer
 * that isn't right is thrown. One thread.
 */
final class StoreQueries implements AutoCloseable {
    private static final int PRECISION = 3;
    private static final long SEED = 7;
    private static final long OPEN_NS = TimeUnit.SECONDS.toNanos(30);
    /** As far back as commands are asked of, less than an outcome store keeps of them unless told otherwise. */
    private static final long NEWEST_COMMANDS = 1 << 17;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final OutcomeReader reader;
    private final long commands;
    private final JournalOrders orders;
    private final long sequence;

    /**
     * Opens it.
     *
     * @param directory of the store.
     * @param commands  of the script that the journal holds.
     * @param orders    of the journal.
     */
    StoreQueries(final Path directory, final long commands, final JournalOrders orders) {
        this.commands = commands;
        this.orders = orders;
        sequence = orders.lastSequence();
        reader = OutcomeReader.open(directory);
        if (!reader.await(sequence, OPEN_NS)) {
            reader.close();
            throw new EverbookException("the outcome store in " + directory + " doesn't answer of " + sequence);
        }
    }

    /** What became of commands, by session and command number. */
    Timed outcomes(final int count) {
        return measure(count, this::isOutcomeKnown);
    }

    /** The status of orders by the exchange's id. */
    Timed ordersById(final int count) {
        return measure(count, this::isOrderKnownById);
    }

    /** The status of orders by session and client order id. */
    Timed ordersByClientId(final int count) {
        return measure(count, this::isOrderKnownByClientId);
    }

    private boolean isOutcomeKnown() {
        final long before = commands - 1 - random.nextLong(Math.min(commands, NEWEST_COMMANDS));
        final OutcomeAnswerDecoder answer =
            reader.outcome(Script.session(before), Script.number(before), 0, sequence);
        return answer.result() == QueryResult.ANSWERED && answer.decidedSequence() > 0;
    }

    private boolean isOrderKnownById() {
        final long id = orders.id(random.nextInt(orders.kept()));
        return isAnswer(reader.order(id, sequence), id);
    }

    private boolean isOrderKnownByClientId() {
        final int place = random.nextInt(orders.kept());
        return isAnswer(reader.order(orders.session(place), orders.high(place), orders.low(place), sequence),
            orders.id(place));
    }

    private static boolean isAnswer(final OrderAnswerDecoder answer, final long id) {
        return answer.result() == QueryResult.ANSWERED && answer.orderId() == id;
    }

    private static Timed measure(final int count, final BooleanSupplier query) {
        time(count, query);
        return time(count, query);
    }

    private static Timed time(final int count, final BooleanSupplier query) {
        final Histogram latency = new Histogram(PRECISION);
        final long firstNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            final long startNs = System.nanoTime();
            final boolean right = query.getAsBoolean();
            latency.recordValue(System.nanoTime() - startNs);
            if (!right) {
                throw new EverbookException("the outcome store gave a wrong answer to query " + i);
            }
        }
        return new Timed(latency, System.nanoTime() - firstNs);
    }

    @Override
    public void close() {
        reader.close();
    }
}
