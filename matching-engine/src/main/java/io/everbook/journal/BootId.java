package io.everbook.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Tells one run of the machine from another, since memory that was mapped but not forced survives the end of a process
 * but not that of the machine. Stateless.
 */
public final class BootId {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {
    }

    /**
     * Which run of the machine this is.
     *
     * @return a number of its own; 0 where the system doesn't tell.
     */
    public static long read() {
        try {
            final UUID id = UUID.fromString(Files.readString(FILE).trim());
            return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        } catch (final IOException | IllegalArgumentException e) {
            return 0;
        }
    }
}
