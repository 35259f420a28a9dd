package io.everbook.cli.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, a line a write: what was said is with the reader even if this process is killed the instant after.
 */
final class Lines {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    void say(final String line) {
        try {
            out.write((line.replace('\n', ' ') + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException("nobody listens any more", e);
        }
    }
}
