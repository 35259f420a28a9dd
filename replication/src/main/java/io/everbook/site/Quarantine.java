package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commands that a site skips, by sequence, because they broke an invariant (design rule 21). It can't be a command,
 * since the log can't advance; so each site has the list in its directory, and all compare its digest before they vote.
 * An entry is never removed: every replay of the log has to skip it again.
 *
 * <pre>
 * 4711 2026-03-01T10:00:00Z the operator's reason
 * digest=0123456789abcdef                                       of the sequences, in ascending order
 * </pre>
 *
 * <p>Immutable.
 */
public final class Quarantine {
    private static final String FILE = "quarantine";
    private static final String DIGEST = "digest=";

    private final TreeMap<Long, String> entries;
    private final long[] sequences;

    private Quarantine(final TreeMap<Long, String> entries) {
        this.entries = entries;
        sequences = entries.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Reads a site's list.
     *
     * @param siteDirectory of the site.
     * @return the list, empty if there is none.
     * @throws EverbookException if it is damaged.
     */
    public static Quarantine load(final Path siteDirectory) {
        final Path file = siteDirectory.resolve(FILE);
        final TreeMap<Long, String> entries = new TreeMap<>();
        String digest = null;
        try {
            for (final String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (line.startsWith(DIGEST)) {
                    digest = line.substring(DIGEST.length());
                } else {
                    entries.put(Long.parseLong(line.substring(0, line.indexOf(' '))),
                        line.substring(line.indexOf(' ') + 1));
                }
            }
        } catch (final IOException | RuntimeException ex) {
            throw new EverbookException("can't read " + file + ": " + ex + "; copy a peer's", ex);
        }
        final Quarantine quarantine = new Quarantine(entries);
        if (!entries.isEmpty() && !quarantine.digest().equals(digest)) {
            throw new EverbookException(file + " is damaged: its digest is " + digest + ", that of its sequences "
                + quarantine.digest() + "; copy a peer's");
        }
        return quarantine;
    }

    /**
     * The list with one command more, written into the site's directory; the site must not run.
     *
     * @param siteDirectory of the site.
     * @param sequence      of the command.
     * @param reason        the operator's, on one line.
     * @return the new list.
     */
    public Quarantine add(final Path siteDirectory, final long sequence, final String reason) {
        final TreeMap<Long, String> more = new TreeMap<>(entries);
        more.put(sequence, Instant.now() + " " + reason.replaceAll("\\p{Cntrl}", " "));
        final Quarantine quarantine = new Quarantine(more);
        quarantine.write(siteDirectory.resolve(FILE));
        return quarantine;
    }

    /**
     * Whether a command is to be skipped.
     *
     * @param sequence of the command.
     * @return true if so.
     */
    public boolean contains(final long sequence) {
        for (final long each : sequences) {
            if (each == sequence) {
                return true;
            }
        }
        return false;
    }

    /**
     * The sequences that are skipped.
     *
     * @return in ascending order.
     */
    public List<Long> sequences() {
        return new ArrayList<>(entries.keySet());
    }

    /**
     * What the sites compare.
     *
     * @return 16 hexadecimal digits, over the sequences alone.
     */
    public String digest() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[sequences.length * Long.BYTES]);
        for (int i = 0; i < sequences.length; i++) {
            buffer.putLong(i * Long.BYTES, sequences[i], ByteOrder.LITTLE_ENDIAN);
        }
        return String.format("%016x", Xxh64.hash(buffer, 0, buffer.capacity(), 0));
    }

    String canonical() {
        return "quarantine=" + (entries.isEmpty() ? "none" : entries.keySet() + " digest " + digest()) + '\n';
    }

    private void write(final Path file) {
        final List<String> lines = new ArrayList<>();
        for (final Map.Entry<Long, String> entry : entries.entrySet()) {
            lines.add(entry.getKey() + " " + entry.getValue());
        }
        lines.add(DIGEST + digest());
        final Path temporary = file.resolveSibling(FILE + ".tmp");
        try {
            Files.write(temporary, lines, StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (final IOException ex) {
            throw new EverbookException("can't write " + file + ": " + ex, ex);
        }
    }
}
