package io.everbook.cli.journal;

import io.everbook.journal.JournalReader;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Which records of a journal are meant: a mixin of commands that show records. A record is meant if it fulfils all that
 * is asked, each in its command or in one of its events.
 */
final class RecordFilter {
    private static final Set<String> SESSION = Set.of("session", "newSession", "targetSession");
    private static final Set<String> INSTRUMENT = Set.of("instrument");
    private static final Set<String> ORDER = Set.of("orderId");

    @Option(names = "--from", paramLabel = "SEQ", description = "The first sequence.")
    private long from;

    @Option(names = "--to", paramLabel = "SEQ", description = "The last sequence.")
    private long to = Long.MAX_VALUE;

    @Option(names = "--from-time", paramLabel = "TIME", converter = Moment.Converter.class,
        description = "The first engine time, as in 2026-03-01T09:30:00.5Z or 1772357400500000000ns.")
    private Moment fromTime;

    @Option(names = "--to-time", paramLabel = "TIME", converter = Moment.Converter.class,
        description = "The last engine time.")
    private Moment toTime;

    @Option(names = "--session", paramLabel = "ID", description = "Whose command or event it is, or is about.")
    private Integer session;

    @Option(names = "--instrument", paramLabel = "ID", description = "That the command or an event is about.")
    private Integer instrument;

    @Option(names = "--order", paramLabel = "ID", description = "Exchange order id, decimal or 0x….")
    private String order;

    /**
     * Moves a reader to the first record of the ranges asked for.
     *
     * @param reader to move.
     * @return the last sequence of the ranges; below the reader's next if they are empty.
     */
    long seek(final JournalReader reader) {
        final long first = Math.max(1, reader.firstSequence());
        final long last = reader.lastSequence();
        final long byTime = fromTime == null || last == 0 ? first : reader.seekTime(fromTime.timeNs());
        reader.seek(Math.min(last + 1, Math.max(from, Math.max(first, byTime))));
        return Math.min(to, last);
    }

    boolean isBeyond(final long timeNs) {
        return toTime != null && timeNs > toTime.timeNs();
    }

    boolean takes(final DecodedRecord record) {
        return (session == null || record.holds(SESSION, session))
            && (instrument == null || record.holds(INSTRUMENT, instrument))
            && (order == null || record.holds(ORDER, Long.decode(order)));
    }
}
