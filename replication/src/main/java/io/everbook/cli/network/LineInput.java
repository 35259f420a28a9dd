package io.everbook.cli.network;

import io.everbook.api.EverbookException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lines of a descriptor that is read only when it is known to have something, so that one thread can serve it beside
 * others.
 */
final class LineInput {
    private static final int LENGTH = 16_384;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final int fd;

    LineInput(final int fd) {
        this.fd = fd;
    }

    /**
     * Reads what there is.
     *
     * @param onLine called with every line that is complete.
     * @return whether there is more to come; false at the end.
     */
    boolean read(final Consumer<String> onLine) {
        final int length = (int) LibC.INSTANCE.read(fd, buffer.addressOffset(), LENGTH);
        if (length < 0 && LibC.errno() != LibC.EINTR) {
            throw new EverbookException("cannot read the control input: errno " + LibC.errno());
        }
        for (int i = 0; i < length; i++) {
            take(buffer.getByte(i), onLine);
        }
        return length != 0;
    }

    private void take(final byte next, final Consumer<String> onLine) {
        if (next != '\n') {
            line.write(next);
        } else {
            final String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            onLine.accept(text);
        }
    }
}
