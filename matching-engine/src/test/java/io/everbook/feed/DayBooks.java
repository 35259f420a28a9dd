package io.everbook.feed;

import io.everbook.api.JournalRecord;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.MessageHeaderDecoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link DayFollower} wrote, against the true levels of the recording, row by row.
 */
final class DayBooks {
    private static final int FIRST_NUMBERED = 10;
    private static final int FAULTS_KEPT = 5;

    private final Map<FeedChannel, TreeMap<Long, String>> books = new TreeMap<>();
    private final Map<FeedChannel, long[]> counts = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final TreeMap<Integer, Long> sequenceOfMessage = new TreeMap<>();
    private int compared;

    DayBooks(final Path directory, final Path journal, final RecordedDay day) throws IOException {
        for (final FeedChannel channel : LossyNetwork.channels()) {
            read(channel, Files.readAllLines(directory.resolve(channel + ".txt")));
        }
        locate(journal, day.rows());
        compare(day.levels());
    }

    List<String> faults() {
        return faults;
    }

    /** Rows of the recording compared, from the follower's join to the end. */
    int compared() {
        return compared;
    }

    long snapshots(final FeedChannel channel) {
        return counts.get(channel)[0];
    }

    long gaps(final FeedChannel channel) {
        return counts.get(channel)[1];
    }

    long applied(final FeedChannel channel) {
        return counts.get(channel)[2];
    }

    private void read(final FeedChannel channel, final List<String> lines) {
        final TreeMap<Long, String> ofChannel = new TreeMap<>();
        for (final String line : lines.subList(0, lines.size() - 1)) {
            final int space = line.indexOf(' ');
            ofChannel.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
        }
        final String[] end = lines.get(lines.size() - 1).split(" ");
        books.put(channel, ofChannel);
        counts.put(channel, new long[] {Long.parseLong(end[1]), Long.parseLong(end[2]), Long.parseLong(end[3])});
    }

    private void locate(final Path journal, final List<RecordedDay.Row> rows) {
        final CommandHeaderDecoder command = new CommandHeaderDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                header.wrap(record.buffer(), record.commandOffset());
                command.wrap(record.buffer(), record.commandOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
                if (header.templateId() >= FIRST_NUMBERED && command.session() == DayPlayer.SESSION) {
                    final RecordedDay.Row row = rows.get((int) command.commandNumber() - 1);
                    sequenceOfMessage.put(row.message(), record.sequence());
                }
            }
        }
    }

    private void compare(final List<String> levels) {
        long joined = 0;
        for (final TreeMap<Long, String> ofChannel : books.values()) {
            joined = Math.max(joined, ofChannel.firstKey());
        }
        for (int message = 0; message < levels.size(); message++) {
            final long sequence = sequenceOfMessage.floorEntry(message).getValue();
            if (sequence >= joined) {
                compared++;
                compare(message, sequence, levels.get(message));
            }
        }
    }

    private void compare(final int message, final long sequence, final String truth) {
        final String orders = at(FeedChannel.ORDERS, sequence);
        final String levels = at(FeedChannel.LEVELS, sequence);
        final String top = at(FeedChannel.TOP, sequence);
        final String best = " " + String.join(" ", List.of(truth.substring(1).split(" ")).subList(0, 4));
        check(orders.substring(orders.indexOf(' ')).equals(truth), message, "orders " + orders + ", not" + truth);
        check(levels.equals(orders), message, "levels " + levels + ", orders " + orders);
        check(top.substring(top.indexOf(' ')).startsWith(best), message, "top " + top + ", not" + best);
    }

    private String at(final FeedChannel channel, final long sequence) {
        return books.get(channel).floorEntry(sequence).getValue();
    }

    private void check(final boolean right, final int message, final String fault) {
        if (!right && faults.size() < FAULTS_KEPT) {
            faults.add("row " + message + ": " + fault);
        }
    }
}
