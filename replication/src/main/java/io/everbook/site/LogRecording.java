package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.status.RecordingPos;
import io.aeron.cluster.ConsensusModule;
import org.agrona.CloseHelper;
import org.agrona.concurrent.status.CountersReader;

import java.util.function.Function;

/**
 * The recording of the log in this site's archive, which can be stopped: the consensus module then elects. It has a
 * session of its own with the archive. One thread.
 */
final class LogRecording implements AutoCloseable {
    private static final String STREAM = String.valueOf(ConsensusModule.Configuration.logStreamId());
    private static final int LABEL_STREAM = 3;

    private final Aeron aeron;
    private final AeronArchive.Context context;
    private AeronArchive archive;
    private int counter = CountersReader.NULL_COUNTER_ID;

    /**
     * Connects to the archive.
     *
     * @param aeron   the owner's client.
     * @param context for this use alone.
     */
    LogRecording(final Aeron aeron, final AeronArchive.Context context) {
        this.aeron = aeron;
        this.context = context.aeron(aeron).ownsAeronClient(false);
        archive = AeronArchive.connect(this.context.clone());
    }

    /** Stops it, if it runs; it may end at any moment by itself, and its counter with it. */
    void stop() {
        final int running = find();
        final long recordingId = running == CountersReader.NULL_COUNTER_ID
            ? RecordingPos.NULL_RECORDING_ID : RecordingPos.getRecordingId(aeron.countersReader(), running);
        if (recordingId == RecordingPos.NULL_RECORDING_ID) {
            return;
        }
        ask(session -> session.tryStopRecordingByIdentity(recordingId));
    }

    /**
     * Deletes the log's beginning.
     *
     * @return where the log begins from now on.
     */
    long purge(final LogPurge purge) {
        return ask(purge::run);
    }

    /**
     * Up to where the archive holds it, whether or not it is recorded now.
     *
     * @return the position; 0: there is none.
     */
    long end() {
        return ask(LogExtent::of).end();
    }

    private <T> T ask(final Function<AeronArchive, T> question) {
        try {
            return question.apply(archive);
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(archive);
            archive = AeronArchive.connect(context.clone());
            return question.apply(archive);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(archive);
    }

    /**
     * Up to where it is recorded.
     *
     * @return the position, -1 if it isn't recorded now.
     */
    long position() {
        final CountersReader counters = aeron.countersReader();
        if (counter == CountersReader.NULL_COUNTER_ID
            || RecordingPos.getRecordingId(counters, counter) == RecordingPos.NULL_RECORDING_ID) {
            counter = find();
        }
        return counter == CountersReader.NULL_COUNTER_ID ? -1 : counters.getCounterValue(counter);
    }

    private int find() {
        final int[] found = {CountersReader.NULL_COUNTER_ID};
        aeron.countersReader().forEach((counterId, typeId, key, label) -> {
            if (typeId == RecordingPos.RECORDING_POSITION_TYPE_ID && label.split(" ")[LABEL_STREAM].equals(STREAM)) {
                found[0] = counterId;
            }
        });
        return found[0];
    }
}
