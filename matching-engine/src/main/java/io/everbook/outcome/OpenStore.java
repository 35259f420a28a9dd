package io.everbook.outcome;

import io.everbook.api.JournalRecord;
import io.everbook.journal.BootId;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A store at work: its lock, its state, the journal where it stands, and the maps of one generation, either those that
 * the run before left or new ones from the journal's first record on. Not thread safe.
 */
final class OpenStore implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final OutcomeConfig config;
    private final JournalTail journal;
    private final StoreState state;
    private final Generation generation;
    private final RecordApplier applier;
    private final boolean goesOn;
    private boolean commits;

    /**
     * Opens it.
     *
     * @param entries that the maps have to be made for, because one was full; else null.
     */
    OpenStore(final OutcomeConfig config, final long[] entries) {
        this.config = config;
        try {
            makeDirectory(config.directory());
            open(FollowerLock.acquire(config.directory()));
            journal = open(JournalTail.open(config.journal(), config.readerName()));
            state = open(StoreState.openOrCreate(config.directory()));
            goesOn = entries == null && canGoOn();
            generation = open(goesOn
                ? Generation.open(config.directory(), state)
                : begin(entries == null ? usual() : entries));
            final EndedOrders ended = open(new EndedOrders(generation.endedFile(), state));
            state.completeFrom(journal.lastSequence());
            applier = new RecordApplier(generation, ended, config, state.firstSequence() == 1);
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(opened);
            throw t;
        }
    }

    private <T extends AutoCloseable> T open(final T part) {
        opened.push(part);
        return part;
    }

    private static void makeDirectory(final Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw StoreException.unusable("cannot make " + directory + ": " + e.getMessage(), e);
        }
    }

    private boolean canGoOn() {
        return state.isUsable(config, BootId.read())
            && Generation.isInPlace(config.directory(), state.generation())
            && journal.seekBehind(state.applied(), state.chain());
    }

    private Generation begin(final long[] entries) {
        final long number = Math.max(state.generation() + 1, System.currentTimeMillis());
        state.retire();
        Generation.deleteAll(config.directory());
        journal.seekFirst();
        final Generation made = Generation.create(config.directory(), number, entries);
        state.begin(number, config, entries, BootId.read(), journal.firstSequence());
        return made;
    }

    private long[] usual() {
        final long[] entries = new long[MapKind.values().length];
        for (final MapKind kind : MapKind.values()) {
            entries[kind.ordinal()] = Math.max(config.entries(kind), state.entries(kind));
        }
        return entries;
    }

    /** For how many entries to make the maps now that one is full: twice what each holds, if that is over its plan. */
    long[] larger(final MapKind full) {
        final long[] entries = usual();
        entries[full.ordinal()] *= 2;
        for (final MapKind kind : MapKind.values()) {
            final long size = generation.map(kind).size();
            if (size > state.entries(kind)) {
                entries[kind.ordinal()] = Math.max(entries[kind.ordinal()], 2 * size);
            }
        }
        return entries;
    }

    /** Whether it begins at the journal's first record, with records there to be applied again. */
    boolean isMadeAgain() {
        return !goesOn && state.completeFrom() > 0;
    }

    long applied() {
        return state.applied();
    }

    /** Applies the next record, if there is one. */
    boolean applyNext() {
        final JournalRecord record = journal.next();
        if (record == null) {
            return false;
        }
        state.applying(record.sequence());
        applier.apply(record);
        state.applied(record.sequence(), record.checksum());
        if (commits) {
            commits = false;
            journal.commit();
        }
        return true;
    }

    /** Has the journal told, with the next record that is applied, how far the store is. */
    void commitNext() {
        commits = true;
    }

    /** Whether its files are still there by their names. */
    boolean isInPlace() {
        return state.isInPlace() && Generation.isInPlace(config.directory(), generation.number());
    }

    @Override
    public void close() {
        CloseHelper.closeAll(opened);
    }
}
