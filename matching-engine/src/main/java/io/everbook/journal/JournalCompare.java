package io.everbook.journal;

import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares journals by their raw records, byte for byte, checksums included, and verifies each journal's chain on the
 * way. As a program, {@code JournalCompare DIR DIR…}, it knows no engine: it refuses to run where one is on the class
 * path, so that what it says cannot come from recomputing. It prints one JSON object and ends with 0 if the journals
 * are equal, 1 if they are not or one is damaged, 2 if it was used wrongly.
 */
public final class JournalCompare {
    private static final String ENGINE = "io.everbook.engine.MatchingEngine";

    private final List<JournalReader> readers = new ArrayList<>();
    private final List<RecordView> views = new ArrayList<>();
    private final List<Path> directories;
    private long records;

    private JournalCompare(final List<Path> directories) {
        this.directories = directories;
    }

    /**
     * What a comparison found.
     *
     * @param equal           whether every journal holds the same records, from the same first to the same last.
     * @param prefixEqual     whether they are equal as far as the shortest goes.
     * @param records         compared and equal in all journals.
     * @param lastSequences   of each journal, in the order given.
     * @param firstDifference in words, null if there is none.
     */
    public record Result(
        boolean equal, boolean prefixEqual, long records, List<Long> lastSequences, String firstDifference) {
        /**
         * The newest sequence that all journals hold.
         *
         * @return 0 if there is none.
         */
        public long lastSequence() {
            return lastSequences.stream().mapToLong(Long::longValue).min().orElse(0);
        }

        private String toJson() {
            return "{\"equal\":" + equal + ",\"prefixEqual\":" + prefixEqual + ",\"records\":" + records
                + ",\"lastSequence\":" + lastSequence() + ",\"lastSequences\":" + lastSequences.stream()
                .map(String::valueOf).collect(Collectors.joining(",", "[", "]"))
                + ",\"firstDifference\":" + (firstDifference == null ? "null" : quoted(firstDifference)) + "}";
        }
    }

    /**
     * Compares the journals the arguments name and ends the process.
     *
     * @param args two directories or more.
     */
    public static void main(final String[] args) {
        System.exit(run(args));
    }

    /**
     * Compares journals.
     *
     * @param directories of two journals or more.
     * @return what was found; damage that a reader finds is a difference.
     * @throws EverbookException if a directory holds no journal.
     */
    public static Result compare(final List<Path> directories) {
        final JournalCompare comparison = new JournalCompare(directories);
        try {
            return comparison.run();
        } finally {
            CloseHelper.closeAll(comparison.readers);
        }
    }

    private static int run(final String[] args) {
        if (args.length < 2) {
            return refuse("name two journal directories or more");
        }
        if (engineIsLoadable()) {
            return refuse("the engine is on the class path; compare without it");
        }
        try {
            final Result result = compare(Stream.of(args).map(Path::of).toList());
            System.out.println(result.toJson());
            return result.equal() ? 0 : 1;
        } catch (final EverbookException e) {
            return refuse(e.getMessage());
        }
    }

    private static int refuse(final String why) {
        System.out.println("{\"equal\":false,\"refused\":" + quoted(why) + "}");
        return 2;
    }

    private static boolean engineIsLoadable() {
        try {
            Class.forName(ENGINE, false, JournalCompare.class.getClassLoader());
            return true;
        } catch (final ClassNotFoundException e) {
            return false;
        }
    }

    private Result run() {
        try {
            open();
            return compareRecords();
        } catch (final JournalException e) {
            return new Result(false, false, records, lastSequences(), e.getMessage());
        }
    }

    private void open() {
        for (final Path directory : directories) {
            readers.add(JournalReader.open(directory));
            views.add(new RecordView());
        }
    }

    private Result compareRecords() {
        final long first = readers.get(0).firstSequence();
        for (int i = 1; i < readers.size(); i++) {
            if (readers.get(i).firstSequence() != first) {
                return differ("the first sequence is " + first + " in " + directories.get(0) + " and "
                    + readers.get(i).firstSequence() + " in " + directories.get(i));
            }
        }
        int present = advance();
        while (present == readers.size()) {
            final String difference = difference();
            if (difference != null) {
                return differ(difference);
            }
            records++;
            present = advance();
        }
        return new Result(present == 0, true, records, lastSequences(), present == 0 ? null : lengths());
    }

    private int advance() {
        int present = 0;
        for (int i = 0; i < readers.size(); i++) {
            present += readers.get(i).next(views.get(i)) ? 1 : 0;
        }
        return present;
    }

    private String difference() {
        for (int i = 1; i < views.size(); i++) {
            final int offset = firstDifference(views.get(0), views.get(i));
            if (offset >= 0) {
                return "sequence " + views.get(0).sequence() + " differs from byte " + offset + " of its record on: "
                    + views.get(0).length() + " bytes in " + directories.get(0) + ", " + views.get(i).length()
                    + " bytes in " + directories.get(i);
            }
        }
        return null;
    }

    private static int firstDifference(final RecordView one, final RecordView other) {
        final int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            if (one.buffer().getByte(one.offset() + i) != other.buffer().getByte(other.offset() + i)) {
                return i;
            }
        }
        return one.length() == other.length() ? -1 : common;
    }

    private Result differ(final String difference) {
        return new Result(false, false, records, lastSequences(), difference);
    }

    private String lengths() {
        return "the last sequences are " + lastSequences() + " in " + directories;
    }

    private List<Long> lastSequences() {
        return readers.stream().map(JournalReader::lastSequence).toList();
    }

    private static String quoted(final String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
