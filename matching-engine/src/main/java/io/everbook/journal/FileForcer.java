package io.everbook.journal;

import org.agrona.CloseHelper;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Forces files to the disk through handles of its own, which covers what was written through anybody's mapping of them,
 * and throws where the disk fails. After a roll: the old file, the new file, the queue's table, and the directory.
 */
class FileForcer implements AutoCloseable {
    private static final int FORMER_MAX = 8;

    private final Path directory;
    private final Deque<FileChannel> former = new ArrayDeque<>();
    private FileChannel current;
    private boolean directoryForced;

    FileForcer(final Path directory) {
        this.directory = directory;
    }

    void file(final File file) throws IOException {
        if (current != null) {
            former.add(current);
            current = null;
        }
        current = FileChannel.open(file.toPath(), READ, WRITE);
        directoryForced = false;
        if (former.size() > FORMER_MAX) {
            forceFormer();
        }
    }

    /**
     * Forces all.
     *
     * @return whether this was the first time since another file was begun.
     */
    boolean force() throws IOException {
        final boolean isFirst = !directoryForced;
        if (!former.isEmpty()) {
            forceFormer();
        }
        if (current != null) {
            current.force(false);
        }
        if (isFirst) {
            forceDirectory();
        }
        return isFirst;
    }

    private void forceFormer() throws IOException {
        while (!former.isEmpty()) {
            former.peek().force(false);
            former.remove().close();
        }
    }

    private void forceDirectory() throws IOException {
        forcePath(directory.resolve(QueueFiles.METADATA));
        forcePath(directory);
        directoryForced = true;
    }

    static void forcePath(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(former);
        CloseHelper.close(current);
    }
}
