package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.BusyTimedPauser;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * How the files of a journal are opened as a Chronicle Queue: with the index that makes a seek by sequence short, the
 * time that the records give, and no lock left by a dead process.
 */
final class QueueFiles {
    static final String SUFFIX = SingleChronicleQueue.SUFFIX;
    static final String METADATA = SingleChronicleQueue.QUEUE_METADATA_FILE;

    private static final int INDEX_COUNT = 16 * 1024;
    private static final int INDEX_SPACING = 16;
    private static final long TIMEOUT_MS = 200;
    private static final long READ_BLOCK_SIZE = 1L << 30;

    static {
        setUnlessSet("chronicle.analytics.disable");
        setUnlessSet("chronicle.announcer.disable");
        setUnlessSet("chronicle.disk.monitor.disable");
        SingleChronicleQueueBuilder.addAliases();
    }

    private QueueFiles() {
    }

    static SingleChronicleQueue writable(final JournalConfig config, final TimeProvider recordTime) {
        return builder(config.directory())
            .rollCycle(cycle(config.directory(), config.cycle()).rollCycle())
            .blockSize(config.blockSize())
            .timeProvider(recordTime)
            .build();
    }

    static SingleChronicleQueue readOnly(final Path directory, final JournalCycle cycleOfNew) {
        return builder(directory)
            .rollCycle(cycle(directory, cycleOfNew).rollCycle())
            .blockSize(READ_BLOCK_SIZE)
            .readOnly(true)
            .build();
    }

    private static JournalCycle cycle(final Path directory, final JournalCycle cycleOfNew) {
        final List<Path> files = cycleFiles(directory);
        if (!files.isEmpty()) {
            return JournalCycle.ofFile(files.get(0).getFileName().toString());
        }
        final Path table = directory.resolve(METADATA);
        return Files.exists(table) ? JournalCycle.ofTable(table, cycleOfNew) : cycleOfNew;
    }

    private static void setUnlessSet(final String property) {
        System.getProperties().putIfAbsent(property, "true");
    }

    private static SingleChronicleQueueBuilder builder(final Path directory) {
        return SingleChronicleQueueBuilder.binary(directory)
            .indexCount(INDEX_COUNT)
            .indexSpacing(INDEX_SPACING)
            .timeoutMS(TIMEOUT_MS);
    }

    /**
     * Clears the queue's own write and append locks, which a killed writer leaves, and which a process with the same
     * pid would take for its own. To be called by whoever holds the {@link JournalLock} only.
     */
    static void clearLocks(final Path directory) {
        final Path metadata = directory.resolve(METADATA);
        if (Files.exists(metadata)) {
            try (TableStore<?> table = SingleTableBuilder.binary(metadata, Metadata.NoMeta.INSTANCE).build();
                LeftLock append = new LeftLock(table, TableStoreWriteLock.APPEND_LOCK_KEY);
                LeftLock write = new LeftLock(table)) {
                append.clear();
                write.clear();
            }
        }
    }

    /**
     * A lock of the queue that can be cleared without the warning, stack trace and all, that forcing it brings: after a
     * kill it's no news.
     */
    private static final class LeftLock extends TableStoreWriteLock {
        private LeftLock(final TableStore<?> table) {
            super(table, BusyTimedPauser::new, TIMEOUT_MS);
        }

        private LeftLock(final TableStore<?> table, final String key) {
            super(table, BusyTimedPauser::new, TIMEOUT_MS, key);
        }

        private void clear() {
            lock.setVolatileValue(UNLOCKED);
        }
    }

    /**
     * Makes a directory, and those above it that aren't there, and has them on the disk.
     */
    static void createDirectory(final Path directory) {
        try {
            final List<Path> parents = new ArrayList<>();
            Path made = directory.toAbsolutePath();
            while (!Files.isDirectory(made)) {
                made = made.getParent();
                parents.add(made);
            }
            Files.createDirectories(directory);
            for (final Path parent : parents) {
                FileForcer.forcePath(parent);
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot make the journal's directory " + directory + ": " + e, e);
        }
    }

    /**
     * Gives a file that holds no record another name.
     *
     * @param empty null if there is none.
     */
    static void setAside(final Path empty) {
        try {
            if (empty != null) {
                Files.move(empty, empty.resolveSibling(empty.getFileName() + ".unused"), REPLACE_EXISTING);
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot set aside " + empty + ", which holds no record: " + e, e);
        }
    }

    /**
     * Gives a last file that a kill left without its header another name: the queue waits for a header each time it
     * comes by. To be called by whoever holds the {@link JournalLock} only.
     */
    static void setAsideHeadless(final Path directory) {
        final List<Path> files = cycleFiles(directory);
        final Path last = files.isEmpty() ? null : files.get(files.size() - 1);
        setAside(last != null && EmptyCycleFile.isHeadless(last) ? last : null);
    }

    static List<Path> cycleFiles(final Path directory) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            stream.forEach(files::add);
        } catch (final IOException e) {
            throw new EverbookException("cannot list the journal's directory " + directory + ": " + e, e);
        }
        files.sort(null);
        return files;
    }
}
