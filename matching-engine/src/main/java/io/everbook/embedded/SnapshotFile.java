package io.everbook.embedded;

import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.SnapshotSource;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.SnapshotEndDecoder;
import io.everbook.protocol.SnapshotStartDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A file that holds the state of an engine at one sequence; all integers little endian:
 * <pre>
 *   +--------------+---------------+-------------------------+--------+--------+-----------+
 *   | magic, 8     | length int32, | SBE record, 200 to 208, | length | zero   | hash      |
 *   | bytes        | zero int32    | a multiple of 8 bytes   | 0      | int32  | int64     |
 *   +--------------+---------------+-------------------------+--------+--------+-----------+
 *                  |  once for each record                   |
 * </pre>
 * The hash is the {@link io.everbook.api.Xxh64} of each record in turn with its frame, the one before as the seed. The
 * last record holds the engine's full hash and the checksum of the journal's record at that sequence.
 *
 * <p>A file gets its name, {@code snapshot-<sequence in 20 digits>.everbook}, only when all of it is on the disk, so
 * that a kill leaves a whole snapshot or none. Not thread safe.
 */
public final class SnapshotFile {
    static final String PREFIX = "snapshot-";
    static final String SUFFIX = ".everbook";
    static final String UNFINISHED = ".unfinished";

    private final Path path;
    private final UnsafeBuffer content;
    private final int end;
    private final long sequence;
    private final SnapshotEndDecoder last = new SnapshotEndDecoder();

    private SnapshotFile(final Path path, final UnsafeBuffer content) {
        this.path = path;
        this.content = content;
        end = SnapshotFrames.verify(path, content);
        sequence = readSequence();
        wrapLast();
    }

    /**
     * Writes the engine's state. The caller has forced the journal up to the engine's sequence before.
     *
     * @param engine     whose state, which is not changed.
     * @param chain      checksum of the journal's record at the engine's sequence.
     * @param directory  of the snapshots, made if it isn't there.
     * @param stopPoints told of {@link StopPoint#MID_SNAPSHOT}.
     * @return the finished file.
     */
    public static Path write(
        final MatchingEngine engine, final long chain, final Path directory, final StopPoints stopPoints) {
        final String name = String.format(Locale.ROOT, "%s%020d%s", PREFIX, engine.sequence(), SUFFIX);
        final Path unfinished = directory.resolve(name + UNFINISHED);
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(unfinished, CREATE, WRITE, TRUNCATE_EXISTING)) {
                final SnapshotFrames frames = new SnapshotFrames(channel);
                engine.writeSnapshot(chain, frames);
                frames.flush();
                stopPoints.reached(StopPoint.MID_SNAPSHOT, engine.sequence());
                frames.finish();
                channel.force(true);
            }
            Files.move(unfinished, directory.resolve(name), ATOMIC_MOVE);
            force(directory);
            return directory.resolve(name);
        } catch (final IOException | UncheckedIOException e) {
            unfinished.toFile().delete();
            throw new EverbookException("cannot write the snapshot " + unfinished + ": " + e, e);
        }
    }

    private static void force(final Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    /**
     * The finished snapshots of a directory, unread.
     *
     * @param directory of the snapshots; one that isn't there has none.
     * @return their paths, the newest first.
     */
    public static List<Path> list(final Path directory) {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
                stream.forEach(files::add);
            } catch (final IOException e) {
                throw new EverbookException("cannot list the snapshots in " + directory + ": " + e, e);
            }
        }
        files.sort(Collections.reverseOrder());
        return files;
    }

    /**
     * The newest finished snapshot at or below a sequence, judged by its name, unread.
     *
     * @param directory   of the snapshots.
     * @param maxSequence the highest sequence wanted.
     * @return its path, or null if there is none.
     */
    public static Path newest(final Path directory, final long maxSequence) {
        return list(directory).stream().filter(file -> sequenceOf(file) <= maxSequence).findFirst().orElse(null);
    }

    /**
     * The sequence that a snapshot's name tells.
     *
     * @param file the snapshot.
     * @return the sequence; {@link Long#MAX_VALUE} where the name is not one of a snapshot.
     */
    public static long sequenceOf(final Path file) {
        final String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
        } catch (final NumberFormatException | IndexOutOfBoundsException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Reads and verifies a snapshot.
     *
     * @param file the snapshot.
     * @return its content.
     * @throws EverbookException naming file, offset and what is wrong.
     */
    public static SnapshotFile load(final Path file) {
        try {
            return new SnapshotFile(file, new UnsafeBuffer(Files.readAllBytes(file)));
        } catch (final IOException e) {
            throw new EverbookException("cannot read the snapshot " + file + ": " + e, e);
        }
    }

    private long readSequence() {
        final SnapshotStartDecoder start = new SnapshotStartDecoder();
        start.wrapAndApplyHeader(content, SnapshotFrames.FIRST, new MessageHeaderDecoder());
        return start.sequence();
    }

    private void wrapLast() {
        final Records records = new Records();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        while (records.next()) {
            header.wrap(content, records.offset());
            if (header.templateId() == SnapshotEndDecoder.TEMPLATE_ID) {
                last.wrapAndApplyHeader(content, records.offset(), header);
            }
        }
    }

    /**
     * Where it was read from.
     *
     * @return the path.
     */
    public Path path() {
        return path;
    }

    /**
     * The sequence of the last command in the state.
     *
     * @return the sequence.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The checksum of the journal's record at that sequence.
     *
     * @return the checksum.
     */
    public long chain() {
        return last.buffer() == null ? 0 : last.chain();
    }

    /**
     * The hash that the engine's whole state had.
     *
     * @return as {@link MatchingEngine#fullHash()} gave it.
     */
    public long fullHash() {
        return last.buffer() == null ? 0 : last.fullHash();
    }

    /**
     * Makes an engine of the state.
     *
     * @param config the bounds, as the engine had them.
     * @return a new engine.
     * @throws EverbookException naming what is wrong.
     */
    public MatchingEngine restore(final EngineConfig config) {
        return restore(source -> MatchingEngine.restore(config, source));
    }

    /**
     * Makes an engine from the snapshot.
     *
     * @param engine makes it from the records.
     * @return the engine.
     * @throws EverbookException naming the file and what is wrong with it.
     */
    public MatchingEngine restore(final Function<SnapshotSource, MatchingEngine> engine) {
        try {
            return engine.apply(new Records());
        } catch (final EverbookException e) {
            throw new EverbookException("the snapshot " + path + " cannot be restored: " + e.getMessage(), e);
        }
    }

    private final class Records implements SnapshotSource {
        private int offset;
        private int length = SnapshotFrames.FIRST - SnapshotFrames.FRAME;

        @Override
        public boolean next() {
            offset += length + SnapshotFrames.FRAME;
            final boolean there = offset < end;
            length = there ? SnapshotFrames.lengthAt(content, offset) : 0;
            return there;
        }

        @Override
        public DirectBuffer buffer() {
            return content;
        }

        @Override
        public int offset() {
            return offset;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
