package io.everbook.journal;

import net.openhft.chronicle.wire.Wires;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Reads the documents of one file of a queue from its bytes alone, one after the other, so that nothing but them is
 * believed: not the file's index, nor the place of its last record that its header tells.
 */
final class CycleScan implements AutoCloseable {
    private static final int CHUNK = 4 << 20;

    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
    private long base;
    private int limit;
    private long next;
    private int offset;
    private int length;

    CycleScan(final Path file) throws IOException {
        channel = FileChannel.open(file, READ);
        buffer.wrap(bytes);
    }

    /**
     * Moves to the next document that holds data.
     *
     * @return false where the bytes tell of none.
     */
    boolean next() throws IOException {
        int word = word();
        while (Wires.isReadyMetaData(word)) {
            next += documentLength(word);
            word = word();
        }
        if (!Wires.isReadyData(word) || !load(documentLength(word))) {
            return false;
        }
        offset = (int) (next - base) + Integer.BYTES;
        length = Wires.lengthOf(word);
        next += documentLength(word);
        return true;
    }

    private int word() throws IOException {
        return load(Integer.BYTES) ? buffer.getInt((int) (next - base), ByteOrder.LITTLE_ENDIAN) : 0;
    }

    private static int documentLength(final int word) {
        return BitUtil.align(Integer.BYTES + Wires.lengthOf(word), Integer.BYTES);
    }

    private boolean load(final int count) throws IOException {
        if (next + count > base + limit && next + count <= channel.size()) {
            if (count > bytes.capacity()) {
                bytes = ByteBuffer.allocateDirect(count + CHUNK);
                buffer.wrap(bytes);
            }
            base = next;
            limit = read();
        }
        return next + count <= base + limit;
    }

    private int read() throws IOException {
        bytes.clear();
        int count = 0;
        while (count >= 0 && bytes.hasRemaining()) {
            count = channel.read(bytes, base + bytes.position());
        }
        return bytes.position();
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /**
     * Where in the file the document's data lies.
     */
    long position() {
        return base + offset;
    }

    @Override
    public void close() {
        CloseHelper.close(channel);
    }
}
