package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import org.agrona.collections.MutableLong;

/**
 * How much of the log an archive holds. Stateless.
 *
 * @param start position of its first byte; 0: the log is whole, or there is none.
 * @param end   position behind its last; 0: there is none.
 */
record LogExtent(long start, long end) {
    /** The log of the newest recording; one that is being recorded ends where it does now. */
    static LogExtent of(final AeronArchive archive) {
        final MutableLong start = new MutableLong();
        final MutableLong end = new MutableLong();
        final MutableLong newest = new MutableLong(Aeron.NULL_VALUE);
        archive.listRecordings(0, Integer.MAX_VALUE,
            (controlSessionId, correlationId, recordingId, startTimestamp, stopTimestamp, startPosition,
                stopPosition, initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId,
                strippedChannel, originalChannel, sourceIdentity) -> {
                if (streamId == ConsensusModule.Configuration.logStreamId()) {
                    newest.value = recordingId;
                    start.value = startPosition;
                    end.value = stopPosition;
                }
            });
        if (newest.value != Aeron.NULL_VALUE && end.value == AeronArchive.NULL_POSITION) {
            end.value = archive.getRecordingPosition(newest.value);
        }
        return new LogExtent(start.value, end.value);
    }
}
