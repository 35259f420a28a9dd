package io.everbook.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where the log in this site's archive was deleted, or is about to be, so that what another site asks of it in
 * that moment isn't taken for damage. Safe for several threads.
 */
final class DeletedLog {
    private static final Pattern SEGMENT = Pattern.compile("segmentFile=(\\d+)-(\\d+)\\.rec");

    private volatile Beginning deleted = new Beginning(-1, 0);

    private record Beginning(long recordingId, long end) {
    }

    /**
     * Notes what is about to be deleted.
     *
     * @param recordingId of the log.
     * @param position    below which it goes.
     */
    void below(final long recordingId, final long position) {
        deleted = new Beginning(recordingId, position);
    }

    /**
     * Whether the segment that an error of the archive names lies in what was deleted.
     *
     * @param message of the error; null: no.
     */
    boolean covers(final String message) {
        final Beginning beginning = deleted;
        final Matcher segment = SEGMENT.matcher(String.valueOf(message));
        return segment.find() && Long.parseLong(segment.group(1)) == beginning.recordingId
            && Long.parseLong(segment.group(2)) < beginning.end;
    }
}
