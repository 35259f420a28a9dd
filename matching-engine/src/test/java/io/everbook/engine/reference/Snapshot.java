package io.everbook.engine.reference;

import io.everbook.engine.MatchingEngine;
import io.everbook.engine.SnapshotSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The records of an engine's snapshot, held in memory.
 */
public final class Snapshot {
    private final List<byte[]> records;

    /**
     * Makes one of given records.
     *
     * @param records each a message header and its block.
     */
    public Snapshot(final List<byte[]> records) {
        this.records = List.copyOf(records);
    }

    /**
     * Takes a snapshot.
     *
     * @param engine to be written.
     * @return its records.
     */
    public static Snapshot of(final MatchingEngine engine) {
        final List<byte[]> records = new ArrayList<>();
        engine.writeSnapshot((buffer, offset, length) -> {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        return new Snapshot(records);
    }

    /**
     * The records.
     *
     * @return in order.
     */
    public List<byte[]> records() {
        return records;
    }

    boolean sameBytes(final Snapshot other) {
        return Arrays.deepEquals(records.toArray(), other.records.toArray());
    }

    /**
     * Gives the records to a restore.
     *
     * @return from the first on.
     */
    public SnapshotSource source() {
        return new Source(records.iterator());
    }

    private static final class Source implements SnapshotSource {
        private final Iterator<byte[]> records;
        private final UnsafeBuffer current = new UnsafeBuffer(new byte[0]);

        Source(final Iterator<byte[]> records) {
            this.records = records;
        }

        @Override
        public boolean next() {
            final boolean more = records.hasNext();
            if (more) {
                current.wrap(records.next());
            }
            return more;
        }

        @Override
        public DirectBuffer buffer() {
            return current;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return current.capacity();
        }
    }
}
