package io.everbook.cli.bench;

import io.everbook.cli.demo.FailoverTrial;
import io.everbook.cli.trial.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An outcome store made from a journal that is there already, as fast as it can be, on one thread; and the answers that
 * it then has. In a directory of its own that is removed behind it.
 */
final class StoreTrial implements AutoCloseable {
    private static final int ROUNDS = 3;

    private final Path directory;
    private final Path journal;
    private final Path store;
    private final long commands;
    private final JournalOrders orders;

    /**
     * Makes the journal.
     *
     * @param root     directory, on the disk that is measured.
     * @param commands so many of traders are in the journal.
     */
    StoreTrial(final Path root, final long commands) {
        this.commands = commands;
        directory = root.resolve("outcomes");
        journal = directory.resolve("journal");
        store = directory.resolve("store");
        try (JournaledScript exchange = new JournaledScript(journal)) {
            exchange.play(commands);
        }
        orders = JournalOrders.read(journal);
    }

    /**
     * Has stores take the journal, one after the other; the first is not counted.
     *
     * @return how many records and orders the journal holds, and the medians of how many of them are taken a second,
     *     from when the store is open.
     */
    Map<String, Object> take() {
        takeOnce();
        final double seconds =
            FailoverTrial.median(IntStream.range(0, ROUNDS).mapToDouble(round -> takeOnce()).toArray());
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recordsPerSecond", Math.round(orders.lastSequence() / seconds));
        figures.put("ordersPerSecond", Math.round(orders.count() / seconds));
        figures.put("records", orders.lastSequence());
        figures.put("orders", orders.count());
        return figures;
    }

    /** How long it took, in seconds. */
    private double takeOnce() {
        Workspace.remove(store);
        try (MeasuredStore taker = new MeasuredStore(store, journal)) {
            taker.turn();
            final long startNs = System.nanoTime();
            while (taker.sequence() < orders.lastSequence()) {
                taker.turn();
            }
            return 1 / Timed.perSecond(1, System.nanoTime() - startNs);
        }
    }

    /**
     * Opens the store that {@link #take} left for queries.
     *
     * @return to be closed before this is.
     */
    StoreQueries queries() {
        return new StoreQueries(store, commands, orders);
    }

    @Override
    public void close() {
        Workspace.remove(directory);
    }
}
