package io.everbook.journal;

import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a writer leaves for the next: whether it closed the journal, in which run of the machine it wrote, and what it
 * had forced to the disk at least. So that an end torn by a power cut, which is cut off, is told from damage, which is
 * refused.
 */
final class WriterRun implements AutoCloseable {
    static final String FILE_NAME = "writer.boot";
    static final String FORCED = "forced.position";

    private final Path directory;
    private final Path file;
    private final long bootId;
    private final PositionFile forced;

    private WriterRun(final JournalConfig config) {
        directory = config.directory();
        file = directory.resolve(FILE_NAME);
        bootId = config.bootId();
        forced = PositionFile.open(directory.resolve(FORCED));
    }

    /** To be called by whoever holds the {@link JournalLock} only. */
    static WriterRun open(final JournalConfig config) {
        return new WriterRun(config);
    }

    /**
     * Whether the machine stopped under the last writer, with whatever it had not forced.
     */
    boolean lostPower() {
        try {
            return bootId != 0 && Files.exists(file) && !Files.readString(file).equals(Long.toHexString(bootId));
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + file + ": " + e, e);
        }
    }

    /**
     * Whether the last writer closed the journal, with everything forced.
     */
    boolean isEnded() {
        return !Files.exists(file);
    }

    /**
     * The newest sequence that is known to have been forced.
     *
     * @return 0 if none is.
     */
    long forcedSequence() {
        return forced.isPresent() ? forced.sequence() : 0;
    }

    /**
     * Sees to it that what was forced is there.
     *
     * @param readable the last sequence that can be read.
     */
    void requireForced(final long readable) {
        if (readable < forcedSequence()) {
            throw new EverbookException("FATAL: the journal in " + directory + " can be read to sequence " + readable
                + ", but was forced to the disk to sequence " + forcedSequence() + ": the disk lost what it had"
                + " promised to keep, or was damaged since. Nothing was changed: keep the directory as evidence; start"
                + " from a copy that verifies, or rebuild the journal from a peer");
        }
    }

    void begin() {
        try {
            if (!Files.exists(file) || lostPower()) {
                Files.writeString(file, Long.toHexString(bootId), StandardCharsets.US_ASCII);
                FileForcer.forcePath(file);
                FileForcer.forcePath(directory);
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot write " + file + ": " + e, e);
        }
    }

    void forced(final long sequence, final long chain) {
        forced.write(sequence, 0, chain);
    }

    /**
     * Puts on the disk what is known to have been forced: it stays true if the disk has an older one, but then more is
     * to be mended.
     */
    void persist() throws IOException {
        FileForcer.forcePath(directory.resolve(FORCED));
    }

    /** To be called when everything was forced. */
    void end() throws IOException {
        Files.deleteIfExists(file);
        FileForcer.forcePath(directory);
    }

    @Override
    public void close() {
        CloseHelper.close(forced);
    }
}
