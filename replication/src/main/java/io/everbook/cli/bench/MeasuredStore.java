package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.outcome.OutcomeConfig;
import io.everbook.outcome.OutcomeStore;
import java.nio.file.Path;

/**
 * An outcome store with the settings that one has unless told otherwise, which must stay open for as long as it is
 * measured. Used by one thread.
 */
final class MeasuredStore implements AutoCloseable {
    private final OutcomeStore store;
    private String said = "it has said nothing";

    /**
     * Creates it; it opens in its first turn.
     *
     * @param directory of the store.
     * @param journal   directory of the journal.
     */
    MeasuredStore(final Path directory, final Path journal) {
        store = new OutcomeStore(OutcomeConfig.builder().directory(directory).journal(journal)
            .messages(message -> said = message).conclude());
    }

    /**
     * Opens the store, or has it apply what there is, up to what it takes at a time.
     *
     * @return how many records were applied; 1 for an opening.
     * @throws EverbookException if it isn't open behind that.
     */
    int turn() {
        final int work = store.doWork();
        if (store.sequence() < 0) {
            throw new EverbookException("the outcome store cannot be measured: " + said);
        }
        return work;
    }

    /** The sequence of the last record that it has applied. */
    long sequence() {
        return store.sequence();
    }

    @Override
    public void close() {
        store.close();
    }
}
