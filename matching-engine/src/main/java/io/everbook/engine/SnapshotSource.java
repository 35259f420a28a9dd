package io.everbook.engine;

import org.agrona.DirectBuffer;

/**
 * Gives the records of a snapshot back, in the order in which they were written. Called on one thread.
 */
public interface SnapshotSource {
    /**
     * Moves to the next record, the first at the first call.
     *
     * @return whether there was one.
     */
    boolean next();

    /**
     * The buffer that holds the current record; valid until the next move.
     *
     * @return the buffer.
     */
    DirectBuffer buffer();

    /**
     * Where the current record's message header begins.
     *
     * @return the offset in bytes.
     */
    int offset();

    /**
     * The length of the current record, message header and block together.
     *
     * @return the length in bytes.
     */
    int length();
}
