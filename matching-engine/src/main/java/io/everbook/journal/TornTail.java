package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.wire.Wires;
import org.agrona.IoUtil;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Mends a journal's end after a power cut. Of what was not forced the disk may hold any part: pages of records, of the
 * files' indexes and headers, in no order. So every file that may hold such is written anew from its records alone, as
 * far as they follow on each other; the first that doesn't ends the journal. The files as they were stay beside them,
 * named {@value #SUFFIX}.
 *
 * <p>What had been forced must be there: if it isn't, the disk broke its promise or was damaged, and the journal is
 * refused. A kill in the middle leaves it to be done again.
 */
final class TornTail {
    static final String SUFFIX = ".torn";

    private static final String ASIDE = "mended";

    private final JournalConfig config;
    private final Path directory;
    private final WriterRun run;
    private final List<Path> files;
    private ChainCheck check;
    private Path former;
    private long formerEnd;
    private long end;

    TornTail(final JournalConfig config, final WriterRun run) {
        this.config = config;
        this.directory = config.directory();
        this.run = run;
        files = QueueFiles.cycleFiles(directory);
    }

    /**
     * Mends it.
     *
     * @return the last sequence that there is then.
     */
    long mend() {
        try {
            if (files.isEmpty()) {
                Files.deleteIfExists(directory.resolve(QueueFiles.METADATA));
            }
            final int from = fileOfForced();
            run.requireForced(readableFrom(from));
            check = checkBefore(from);
            mendFrom(from);
            FileForcer.forcePath(directory);
            return check.sequence();
        } catch (final IOException e) {
            throw new EverbookException("cannot mend the journal's end in " + directory + ": " + e, e);
        }
    }

    private long readableFrom(final int from) throws IOException {
        final ChainCheck all = checkBefore(from);
        boolean whole = true;
        for (int i = from; i < files.size() && whole; i++) {
            final long before = all.sequence();
            try (CycleScan scan = new CycleScan(files.get(i))) {
                while (whole && scan.next()) {
                    whole = all.follows(scan.buffer(), scan.offset(), scan.length());
                }
            }
            whole &= all.sequence() > before;
        }
        return all.sequence();
    }

    private void mendFrom(final int from) throws IOException {
        boolean whole = true;
        for (int i = from; i < files.size(); i++) {
            final long before = check.sequence();
            if (whole) {
                whole = mend(files.get(i));
            }
            if (check.sequence() == before) {
                Files.move(files.get(i), aside(files.get(i)));
                whole = false;
            } else {
                endFormer();
                former = files.get(i);
                formerEnd = end;
            }
        }
    }

    /**
     * Marks the end of a file that another one follows, without which no reader goes on to that.
     */
    private void endFormer() throws IOException {
        if (former != null) {
            final ByteBuffer mark = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(former, WRITE)) {
                channel.write(mark.putInt(0, Wires.END_OF_DATA), formerEnd);
                channel.force(false);
            }
        }
    }

    /**
     * @return whether the journal may go on in the next file.
     */
    private boolean mend(final Path file) throws IOException {
        final Path folder = directory.resolve(ASIDE);
        IoUtil.delete(folder.toFile(), true);
        Files.createDirectories(folder);
        final long before = check.sequence();
        final boolean whole = copy(file, configOf(folder, file));
        if (check.sequence() > before) {
            replace(file, folder.resolve(file.getFileName()));
        }
        IoUtil.delete(folder.toFile(), true);
        return whole;
    }

    private boolean copy(final Path file, final JournalConfig to) throws IOException {
        try (CycleScan scan = new CycleScan(file); QueueAppender appender = new QueueAppender(to)) {
            appender.start(0);
            final boolean whole = copy(scan, appender);
            end = appender.end();
            return whole;
        }
    }

    private boolean copy(final CycleScan scan, final QueueAppender appender) throws IOException {
        while (scan.next()) {
            if (!check.follows(scan.buffer(), scan.offset(), scan.length())) {
                return false;
            }
            appender.append(check.timeNs(), scan.buffer().addressOffset() + scan.offset(), scan.length());
        }
        return true;
    }

    private JournalConfig configOf(final Path folder, final Path file) {
        return JournalConfig.builder()
            .directory(folder)
            .cycle(JournalCycle.ofFile(file.getFileName().toString()))
            .blockSize(config.blockSize())
            .freeSpaceFloor(config.freeSpaceFloor())
            .conclude();
    }

    private void replace(final Path file, final Path mended) throws IOException {
        FileForcer.forcePath(mended);
        Files.createLink(aside(file), file);
        Files.move(mended, file, ATOMIC_MOVE);
    }

    private static Path aside(final Path file) {
        Path aside = file.resolveSibling(file.getFileName() + SUFFIX);
        for (int again = 1; Files.exists(aside); again++) {
            aside = file.resolveSibling(file.getFileName() + SUFFIX + again);
        }
        return aside;
    }

    private int fileOfForced() throws IOException {
        int found = 0;
        for (int i = 1; i < files.size(); i++) {
            final long first = firstSequence(files.get(i));
            if (first > 0 && first <= run.forcedSequence()) {
                found = i;
            }
        }
        return found;
    }

    private ChainCheck checkBefore(final int from) throws IOException {
        final long first = files.isEmpty() ? 0 : firstSequence(files.get(from));
        if (from > 0) {
            return new ChainCheck(first - 1, 0, false);
        }
        final JournalBegin begin = JournalBegin.read(directory);
        return first > 1 && first <= begin.sequence()
            ? new ChainCheck(first - 1, begin.chain(), first == begin.sequence())
            : new ChainCheck(0, 0, true);
    }

    private static long firstSequence(final Path file) throws IOException {
        try (CycleScan scan = new CycleScan(file)) {
            return scan.next() && scan.length() >= RecordLayout.HEADER_LENGTH
                ? scan.buffer().getLong(scan.offset(), ByteOrder.LITTLE_ENDIAN) : 0;
        }
    }
}
