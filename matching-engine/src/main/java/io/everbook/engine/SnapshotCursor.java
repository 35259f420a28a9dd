package io.everbook.engine;

import io.everbook.api.EverbookException;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Walks a snapshot's records, each held against what must come next, and names the record where something is wrong.
 */
final class SnapshotCursor {
    private final SnapshotSource source;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private String name = "beginning";
    private long count;

    SnapshotCursor(final SnapshotSource source) {
        this.source = source;
    }

    /** Moves to the next record, which must be of this template; its block begins at {@link #blockOffset()}. */
    void next(final String name, final int templateId, final int blockLength) {
        this.name = name;
        count++;
        check(source.next(), "the snapshot ends before it");
        check(source.length() == MessageHeaderDecoder.ENCODED_LENGTH + blockLength, "its length is wrong");
        messageHeader.wrap(source.buffer(), source.offset());
        check(messageHeader.schemaId() == MessageHeaderDecoder.SCHEMA_ID, "its schema is another");
        check(messageHeader.version() == MessageHeaderDecoder.SCHEMA_VERSION, "its version is another");
        check(messageHeader.templateId() == templateId, "another record stands in its place");
        check(messageHeader.blockLength() == blockLength, "its block length is wrong");
    }

    void end() {
        check(!source.next(), "more records follow it");
    }

    DirectBuffer buffer() {
        return source.buffer();
    }

    int blockOffset() {
        return source.offset() + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    void check(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new EverbookException(
                "snapshot record " + count + " (" + name + "): " + otherwise + "; use an older snapshot");
        }
    }
}
