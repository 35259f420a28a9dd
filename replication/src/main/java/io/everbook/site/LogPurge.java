package io.everbook.site;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;

import java.io.File;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes the beginning of the log in this site's archive, in whole segments, below the oldest of the log's snapshots
 * that are kept, and the recordings of older snapshots. What is left of the log always begins at or below a snapshot
 * that is left, so that a start goes from the newest on, or from an older one if an operator has the newest passed
 * over. Entries of Aeron's recording log whose recording is gone are for the consensus module's own check to make
 * invalid.
 *
 * <p>A site that was away for so long that its log ends below what is left here comes back by {@code site --seed-from}.
 * One thread, with an archive session of the owner's.
 */
final class LogPurge {
    private final Set<Long> gone = new HashSet<>();
    private final SiteConfig config;
    private final DeletedLog deleted;

    LogPurge(final SiteConfig config, final DeletedLog deleted) {
        this.config = config;
        this.deleted = deleted;
    }

    /**
     * Deletes what may go.
     *
     * @return the position that the log begins at from now on.
     */
    long run(final AeronArchive archive) {
        try (RecordingLog log = new RecordingLog(new File(config.directory().toFile(), "cluster"), false)) {
            final long recordingId = log.findLastTermRecordingId();
            if (recordingId < 0) {
                return 0;
            }
            final List<RecordingLog.Entry> snapshots = log.entries().stream()
                .filter(entry -> entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT).toList();
            final long oldest = oldestKept(snapshots);
            purgeLog(archive, recordingId, oldest);
            snapshots.stream().filter(entry -> entry.logPosition < oldest && !gone.contains(entry.recordingId))
                .forEach(entry -> purge(archive, entry.recordingId));
            return archive.getStartPosition(recordingId);
        }
    }

    /** The position of the oldest snapshot that is kept; 0 where there are too few. */
    private long oldestKept(final List<RecordingLog.Entry> snapshots) {
        final List<RecordingLog.Entry> newest = snapshots.stream()
            .filter(entry -> entry.serviceId == ConsensusModule.Configuration.SERVICE_ID)
            .sorted(Comparator.comparingLong((RecordingLog.Entry entry) -> entry.logPosition).reversed())
            .limit(config.snapshots().keep())
            .toList();
        return newest.size() < config.snapshots().keep() ? 0 : newest.get(newest.size() - 1).logPosition;
    }

    private void purgeLog(final AeronArchive archive, final long recordingId, final long position) {
        final long[] base = {0, 0};
        archive.listRecording(recordingId,
            (controlSessionId, correlationId, id, startTimestamp, stopTimestamp, startPosition, stopPosition,
                initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId,
                strippedChannel, originalChannel, sourceIdentity) -> {
                base[0] = startPosition;
                base[1] = AeronArchive.segmentFileBasePosition(
                    startPosition, position, termBufferLength, segmentFileLength);
            });
        if (position > 0 && base[1] > base[0]) {
            deleted.below(recordingId, base[1]);
            archive.purgeSegments(recordingId, base[1]);
        }
    }

    private void purge(final AeronArchive archive, final long recordingId) {
        try {
            archive.purgeRecording(recordingId);
        } catch (final ArchiveException ex) {
            if (ex.errorCode() != ArchiveException.UNKNOWN_RECORDING) {
                throw ex;
            }
        }
        gone.add(recordingId);
    }
}
