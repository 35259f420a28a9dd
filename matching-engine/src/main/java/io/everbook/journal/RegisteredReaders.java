package io.everbook.journal;

import io.everbook.api.EverbookException;
import io.everbook.api.RegisteredReader;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The readers of a journal that keep their position by name, in files of the journal's directory {@value #DIRECTORY}.
 * Stateless; any thread.
 */
public final class RegisteredReaders {
    /** The directory, within the journal's, that holds a file for each name. */
    public static final String DIRECTORY = "readers";

    private static final String SUFFIX = ".position";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RegisteredReaders() {
    }

    /**
     * Where a registered reader has got to.
     *
     * @param name     of the reader.
     * @param sequence below which all records are processed.
     * @param events   of that record that are processed.
     */
    public record Position(String name, long sequence, int events) {
    }

    /**
     * Opens a reader at its position, or registers it.
     *
     * @param journal directory of the journal.
     * @param name    of the reader: letters, digits, dots, dashes, underscores, 64 at most.
     * @param start   where it begins if the name is new: a sequence; at or below 0 for the journal's first.
     * @return the reader, to be closed.
     * @throws EverbookException if the name is open elsewhere, or the journal doesn't hold the position, or not the
     *                           record that was before it.
     */
    public static RegisteredReader open(final Path journal, final String name, final long start) {
        final JournalReader reader = JournalReader.open(journal);
        PositionFile position = null;
        try {
            position = PositionFile.open(file(journal, name));
            return new NamedReader(name, reader, position, start);
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(position, reader);
            throw t;
        }
    }

    /**
     * Opens a reader that knows by itself where to go on, so that its position only says what is to be kept for it:
     * where the journal doesn't hold that position any more, the name is registered again at the journal's first.
     *
     * @param journal directory of the journal.
     * @param name    of the reader: letters, digits, dots, dashes, underscores, 64 at most.
     * @return the reader, to be closed.
     * @throws EverbookException if the name is open elsewhere, or there is no journal that can be read.
     */
    public static RegisteredReader openKeeping(final Path journal, final String name) {
        try {
            return open(journal, name, 0);
        } catch (final JournalException e) {
            throw e;
        } catch (final EverbookException e) {
            if (!remove(journal, name)) {
                throw e;
            }
            return open(journal, name, 0);
        }
    }

    /**
     * Every registered reader of a journal, open or not.
     *
     * @param journal directory of the journal.
     * @return in the order of names; those without a position yet are not among them.
     */
    public static List<Position> positions(final Path journal) {
        final Path directory = journal.resolve(DIRECTORY);
        try (Stream<Path> files = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                .sorted()
                .flatMap(RegisteredReaders::position)
                .toList();
        } catch (final IOException e) {
            throw new EverbookException("cannot list " + directory + ": " + e, e);
        }
    }

    /**
     * Forgets a reader and its position, so that nothing is kept for it any more.
     *
     * @param journal directory of the journal.
     * @param name    of the reader.
     * @return whether there was one.
     * @throws EverbookException if it is open.
     */
    public static boolean remove(final Path journal, final String name) {
        final Path file = file(journal, name);
        if (!Files.exists(file)) {
            return false;
        }
        final PositionFile held = PositionFile.open(file);
        try {
            return Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new EverbookException("cannot delete " + file + ": " + e, e);
        } finally {
            held.close();
        }
    }

    private static Stream<Position> position(final Path file) {
        final String fileName = file.getFileName().toString();
        final String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        try (PositionFile position = PositionFile.read(file)) {
            return position.isPresent()
                ? Stream.of(new Position(name, position.sequence(), position.events()))
                : Stream.empty();
        }
    }

    private static Path file(final Path journal, final String name) {
        if (!NAME.matcher(name).matches()) {
            throw new EverbookException("a reader can't be named \"" + name + "\": letters, digits, dots, dashes and"
                + " underscores, 64 at most");
        }
        return journal.resolve(DIRECTORY).resolve(name + SUFFIX);
    }
}
