package io.everbook.site;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ReplicationParams;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.everbook.api.EverbookException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings an empty site what of the log its peers still have: the newest snapshot and the log from where the peer's
 * begins, as far as it is committed, into this site's archive, and a recording log that names them. From there the site
 * starts as one that was away; its journal is filled from the peers' ({@link MissingRecords}). The recording log gets
 * its name last, so that a kill leaves an empty site.
 */
final class LogSeed {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SERVICES = 1;

    private final SiteConfig config;
    private final SiteMember peer;
    private final AeronArchive archive;
    private long replicated;
    private long position;
    private boolean stopped;
    private boolean ended;

    /**
     * Creates it.
     *
     * @param config  of the site.
     * @param peer    to copy from.
     * @param context of this site's archive, for this use alone.
     */
    LogSeed(final SiteConfig config, final SiteMember peer, final AeronArchive.Context context) {
        this.config = config;
        this.peer = peer;
        archive = AeronArchive.connect(context.recordingSignalConsumer(
            (controlSessionId, correlationId, recordingId, subscriptionId, at, signal) ->
                onSignal(recordingId, at, signal)));
    }

    /**
     * Copies.
     *
     * @param toPosition of the log, committed, at or above the peer's newest snapshot.
     */
    void copy(final long toPosition) {
        try (archive) {
            final Path theirs = Files.createTempDirectory(config.directory(), "seed-");
            final Path ours = Files.createTempDirectory(config.directory(), "seed-");
            Files.write(theirs.resolve(RecordingLog.RECORDING_LOG_FILE_NAME), recordingLog());
            try (RecordingLog from = new RecordingLog(theirs.toFile(), false);
                RecordingLog to = new RecordingLog(ours.toFile(), true)) {
                copyTerms(from, to, toPosition);
                copySnapshots(from, to, toPosition);
                to.force(2);
            }
            Files.move(ours.resolve(RecordingLog.RECORDING_LOG_FILE_NAME),
                config.directory().resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE);
            Files.delete(theirs.resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
            Files.delete(theirs);
            Files.delete(ours);
        } catch (final IOException ex) {
            throw new EverbookException("can't seed from " + peer.name() + ": " + ex, ex);
        }
    }

    private byte[] recordingLog() {
        try (PeerCopy from = new PeerCopy(config, peer)) {
            final byte[] bytes = from.recordingLog();
            if (bytes == null) {
                throw new EverbookException("can't seed from " + peer.name() + ": it doesn't answer");
            }
            return bytes;
        }
    }

    private void copyTerms(final RecordingLog from, final RecordingLog to, final long toPosition) {
        final long recordingId = replicate(from.findLastTermRecordingId(), toPosition);
        if (position < toPosition) {
            throw new EverbookException("can't seed from " + peer.name() + ": its log ended at " + position
                + ", it was to come to " + toPosition + "; try again");
        }
        for (final RecordingLog.Entry term : from.entries()) {
            if (term.isValid && term.type == RecordingLog.ENTRY_TYPE_TERM && term.termBaseLogPosition <= toPosition) {
                to.appendTerm(recordingId, term.leadershipTermId, term.termBaseLogPosition, term.timestamp);
            }
        }
    }

    private void copySnapshots(final RecordingLog from, final RecordingLog to, final long toPosition) {
        for (int service = ConsensusModule.Configuration.SERVICE_ID; service < SERVICES; service++) {
            final RecordingLog.Entry snapshot = newestSnapshot(from.entries(), service, toPosition);
            final long recordingId = replicate(snapshot.recordingId, AeronArchive.NULL_POSITION);
            to.appendSnapshot(recordingId, snapshot.leadershipTermId, snapshot.termBaseLogPosition,
                snapshot.logPosition, snapshot.timestamp, service);
        }
    }

    private RecordingLog.Entry newestSnapshot(
        final List<RecordingLog.Entry> entries, final int service, final long toPosition) {
        RecordingLog.Entry newest = null;
        for (final RecordingLog.Entry entry : entries) {
            if (entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.serviceId == service
                && entry.logPosition <= toPosition && (newest == null || entry.logPosition > newest.logPosition)) {
                newest = entry;
            }
        }
        if (newest == null) {
            throw new EverbookException("can't seed from " + peer.name() + ": it has no snapshot");
        }
        return newest;
    }

    /** Copies a recording into this site's archive, and waits for its end. */
    private long replicate(final long recordingId, final long stopPosition) {
        ended = false;
        stopped = false;
        replicated = AeronArchive.NULL_POSITION;
        archive.replicate(recordingId, AeronArchive.Configuration.controlStreamId(),
            "aeron:udp?term-length=64k|endpoint=" + peer.archive(),
            new ReplicationParams()
                .stopPosition(stopPosition)
                .replicationChannel("aeron:udp?endpoint=" + config.host() + ":0")
                .encodedCredentials(config.clusterSecret().supplier().encodedCredentials()));
        awaitEnd();
        return replicated;
    }

    private void awaitEnd() {
        long reached = 0;
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!ended || !stopped) {
            LockSupport.parkNanos(LOOK_NS);
            archive.pollForRecordingSignals();
            final long now = replicated < 0 || stopped ? reached : archive.getRecordingPosition(replicated);
            if (now != reached) {
                reached = now;
                deadlineNs = System.nanoTime() + PATIENCE_NS;
            } else if (System.nanoTime() - deadlineNs > 0) {
                throw new EverbookException("can't seed from " + peer.name() + ": its archive sends no more");
            }
        }
    }

    private void onSignal(final long recordingId, final long at, final RecordingSignal signal) {
        replicated = recordingId;
        if (signal == RecordingSignal.STOP) {
            position = at;
            stopped = true;
        }
        ended |= signal == RecordingSignal.REPLICATE_END;
    }
}
