package io.everbook.engine;

import org.agrona.DirectBuffer;

/**
 * Takes the records of a snapshot, in order. Called on the engine's thread.
 */
@FunctionalInterface
public interface SnapshotSink {
    /**
     * Takes one SBE record.
     *
     * @param buffer holding the record, valid during the call.
     * @param offset of its message header.
     * @param length of message header and block together, in bytes.
     */
    void record(DirectBuffer buffer, int offset, int length);
}
