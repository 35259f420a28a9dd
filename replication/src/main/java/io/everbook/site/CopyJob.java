package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.cluster.RecordingLog;
import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteCopyPartEncoder;
import org.agrona.CloseHelper;
import org.agrona.ExpandableArrayBuffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends another site records of the journal, or Aeron's recording log, in pieces as the publication takes them; to who
 * knows the sites' secret. What it can't finish in its time is asked for again from where it ended.
 */
final class CopyJob extends InquiryJob {
    private static final int PART_LENGTH = 16 * 1_024;
    private static final int PARTS_A_CYCLE = 16;

    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    private final ExpandableArrayBuffer pending = new ExpandableArrayBuffer();
    private final SiteCopyPartEncoder encoder = new SiteCopyPartEncoder();
    private final RecordView record = new RecordView();
    private final CopyRequest request;
    private final JournalReader reader;
    private final long lastSequence;
    private int offset;
    private int limit;

    private CopyJob(final Aeron aeron, final CopyRequest request, final long nowNs, final JournalReader reader) {
        super(aeron, request.responseChannel(), request.responseStream(), nowNs);
        this.request = request;
        this.reader = reader;
        lastSequence = reader == null ? 0 : Math.min(request.toSequence(), reader.lastSequence());
    }

    static CopyJob of(final Aeron aeron, final CopyRequest request, final long nowNs, final SiteConfig config) {
        if (!config.clusterSecret().opens(request.credentials())) {
            throw new EverbookException("a copy was asked for without the sites' secret");
        }
        final JournalReader reader = request.fromSequence() == 0 ? null
            : open(config.directory().resolve("journal"), request.fromSequence());
        final CopyJob job = new CopyJob(aeron, request, nowNs, reader);
        if (reader == null) {
            job.takeFile(config.directory().resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME));
        }
        return job;
    }

    @Override
    boolean answer(final ExclusivePublication to) {
        for (int i = 0; i < PARTS_A_CYCLE; i++) {
            if (offset == limit) {
                takeRecords();
            }
            final int length = Math.min(PART_LENGTH, limit - offset);
            final boolean isLast = offset + length == limit && isAtEnd();
            if (!send(to, length, isLast)) {
                return false;
            }
            offset += length;
            if (isLast) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(reader);
        super.close();
    }

    private boolean send(final ExclusivePublication to, final int length, final boolean isLast) {
        encoder.wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
            .correlationId(request.correlationId())
            .last(isLast ? 1 : 0)
            .pad1(0)
            .putBytes(pending, offset, length);
        return to.offer(message, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()) > 0;
    }

    private void takeFile(final Path file) {
        try {
            final byte[] bytes = Files.readAllBytes(file);
            pending.putBytes(0, bytes);
            limit = bytes.length;
        } catch (final IOException ex) {
            throw new EverbookException("can't read " + file + ": " + ex, ex);
        }
    }

    private void takeRecords() {
        offset = 0;
        limit = 0;
        while (limit < PART_LENGTH && !isAtEnd() && reader.next(record)) {
            pending.putBytes(limit, record.buffer(), record.offset(), record.length());
            limit += record.length();
        }
    }

    private boolean isAtEnd() {
        return reader == null || reader.nextSequence() > lastSequence;
    }

    private static JournalReader open(final Path journal, final long fromSequence) {
        final JournalReader reader = JournalReader.open(journal);
        try {
            reader.seek(fromSequence);
            return reader;
        } catch (final Throwable ex) {
            CloseHelper.quietClose(reader);
            throw ex;
        }
    }
}
