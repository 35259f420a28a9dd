package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.JournalRecord;
import io.everbook.api.RegisteredReader;
import org.agrona.CloseHelper;

/**
 * A reader and the file that keeps its position.
 */
final class NamedReader implements RegisteredReader {
    private final String name;
    private final JournalReader reader;
    private final PositionFile position;
    private JournalRecord last;
    private long chainBefore;
    private long resumedSequence;
    private int resumedEvents;

    NamedReader(final String name, final JournalReader reader, final PositionFile position, final long start) {
        this.name = name;
        this.reader = reader;
        this.position = position;
        if (position.isPresent()) {
            resume();
        } else {
            begin(start);
        }
    }

    private void begin(final long start) {
        reader.seek(start > 0 ? start : Math.max(1, reader.firstSequence()));
        position.write(reader.nextSequence(), 0, reader.chain());
    }

    private void resume() {
        final long sequence = position.sequence();
        requireHeld(sequence);
        reader.seek(sequence);
        final boolean chainKnown = sequence > reader.firstSequence() || sequence == 1;
        if (chainKnown && reader.chain() != position.chain()) {
            throw fault("read another record " + (sequence - 1) + " than the one that is there now");
        }
        resumedSequence = sequence;
        resumedEvents = position.events();
    }

    private void requireHeld(final long sequence) {
        if (sequence < reader.firstSequence()) {
            throw fault("needs sequence " + sequence + ", which was removed: the journal begins with "
                + reader.firstSequence());
        }
        if (sequence > reader.lastSequence() + 1) {
            throw fault("has processed sequence " + (sequence - 1) + ", but the journal ends at "
                + reader.lastSequence() + ": it lost its end after that");
        }
    }

    private EverbookException fault(final String what) {
        return new EverbookException("reader \"" + name + "\" " + what
            + ". What it made of the journal is to be made again: remove the name, then register it where to begin");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JournalRecord next() {
        final long chain = reader.chain();
        last = reader.next();
        chainBefore = chain;
        return last;
    }

    @Override
    public int eventsProcessed() {
        return last != null && last.sequence() == resumedSequence ? resumedEvents : 0;
    }

    @Override
    public void commit() {
        position.write(reader.nextSequence(), 0, reader.chain());
    }

    @Override
    public void commit(final int events) {
        if (last == null || events < 0 || events > last.eventCount()) {
            throw new IllegalArgumentException("reader \"" + name + "\" can't have processed " + events
                + " events of " + (last == null ? "no record" : "the " + last.eventCount() + " of record "
                + last.sequence()));
        }
        if (events == last.eventCount()) {
            commit();
        } else {
            position.write(last.sequence(), events, chainBefore);
        }
    }

    @Override
    public long firstSequence() {
        return reader.firstSequence();
    }

    @Override
    public long lastSequence() {
        return reader.lastSequence();
    }

    @Override
    public long nextSequence() {
        return reader.nextSequence();
    }

    @Override
    public void seek(final long sequence) {
        moved();
        reader.seek(sequence);
    }

    @Override
    public long seekTime(final long timeNs) {
        moved();
        return reader.seekTime(timeNs);
    }

    @Override
    public long seekExecution(final long executionId) {
        moved();
        return reader.seekExecution(executionId);
    }

    private void moved() {
        last = null;
        resumedSequence = 0;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(position, reader);
    }
}
