package io.everbook.site;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.logbuffer.Header;
import io.everbook.api.EverbookException;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.ServiceSnapshotDecoder;
import io.everbook.protocol.ServiceSnapshotEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The small record that the log's snapshot holds; the engine's state is in a file beside it (design rule 9).
 *
 * @param sequence       of the last record it covers.
 * @param chain          that record's checksum.
 * @param epoch          of that moment.
 * @param logPosition    of the newest log message it covers.
 * @param engineSequence of the newest engine snapshot that was finished then, which names its file; 0: none.
 * @param engineHash     of the state it holds.
 */
record ServiceSnapshot(
    long sequence, long chain, long epoch, long logPosition, long engineSequence, long engineHash) {
    private static final int MAX_ATTEMPTS = 10_000;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + ServiceSnapshotEncoder.BLOCK_LENGTH;

    void publish(final ExclusivePublication publication, final IdleStrategy idleStrategy) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        new ServiceSnapshotEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .sequence(sequence)
            .chain(chain)
            .epoch(epoch)
            .logPosition(logPosition)
            .engineHash(engineHash)
            .engineSequence(engineSequence);
        long position = 0;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            position = publication.offer(buffer, 0, LENGTH);
            if (position > 0) {
                return;
            }
            idleStrategy.idle();
        }
        throw new EverbookException("the log's snapshot takes no record, offer=" + position
            + "; look at the archive's errors and the space left on its disk");
    }

    static ServiceSnapshot read(final Image image, final IdleStrategy idleStrategy) {
        final Reader reader = new Reader();
        while (reader.snapshot == null) {
            final int fragments = image.poll(reader::onFragment, 1);
            if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                throw new EverbookException("the log's snapshot ended before its ServiceSnapshot record");
            }
            idleStrategy.idle(fragments);
        }
        return reader.snapshot;
    }

    private static final class Reader {
        private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
        private final ServiceSnapshotDecoder decoder = new ServiceSnapshotDecoder();
        private ServiceSnapshot snapshot;

        private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
            messageHeader.wrap(buffer, offset);
            if (messageHeader.schemaId() != ServiceSnapshotDecoder.SCHEMA_ID
                || messageHeader.templateId() != ServiceSnapshotDecoder.TEMPLATE_ID) {
                throw new EverbookException("the log's snapshot holds schema " + messageHeader.schemaId()
                    + " template " + messageHeader.templateId() + " where a ServiceSnapshot was expected");
            }
            decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
            snapshot = new ServiceSnapshot(decoder.sequence(), decoder.chain(), decoder.epoch(),
                decoder.logPosition(), decoder.engineSequence(), decoder.engineHash());
        }
    }
}
