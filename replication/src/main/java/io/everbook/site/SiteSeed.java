package io.everbook.site;

import io.everbook.api.EverbookException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes a site whose disk was lost ready to come back.
 *
 * <p>As long as the log is whole on its peer, from its first byte, the site starts as an empty member that waits for a
 * leader, catches up with its log, and computes journal and state anew. Where the peer has deleted the log's beginning,
 * the site first copies the rest of the log with the newest snapshot ({@link LogSeed}), and then the journal's records
 * up to that ({@link MissingRecords}), which is computed anew. Here the peer is asked for its sequence and chain, which
 * the site is held to when it comes to that sequence, and for where its log begins. Until the site has caught up it
 * starts only where a leader answers, since it lost what it had acknowledged and whom it had voted for.
 */
public final class SiteSeed {
    private static final String FILE = "seed";
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private SiteSeed() {
    }

    /**
     * What a site is held to.
     *
     * @param peer     that said it.
     * @param sequence of a record.
     * @param chain    that record's checksum.
     * @param logStart where the peer's log begins.
     * @param logEnd   up to where it is committed.
     */
    record Promise(String peer, long sequence, long chain, long logStart, long logEnd) {
        static final Promise NONE = new Promise("", 0, 0, 0, 0);

        void require(final long atSequence, final long atChain) {
            if (atSequence == sequence && atChain != chain) {
                throw new EverbookException("FATAL: the site was seeded from " + peer + ", and at sequence " + sequence
                    + " its chain is 0x" + Long.toHexString(atChain) + ", that of " + peer + " was 0x"
                    + Long.toHexString(chain) + "; compare all sites with ./everbook status and journal diff");
            }
        }
    }

    /**
     * Prepares the directory of a site.
     *
     * @param config of the site.
     * @param peer   the name of a running site that is ready.
     * @throws EverbookException if the directory isn't empty, or the peer isn't ready.
     */
    public static void prepare(final SiteConfig config, final String peer) {
        requireEmpty(config.directory());
        final SiteMember from = config.peers().stream().filter(each -> each.name().equals(peer)).findFirst()
            .orElseThrow(() -> new EverbookException("--seed-from " + peer + ": there is no other site of that name"));
        final PeerStatus status = SiteStatuses.ask(List.of(from), config.host(), TIMEOUT_NS).get(from.id());
        if (status == null || !status.notReady().isEmpty()) {
            throw new EverbookException("can't seed from " + peer + ": "
                + (status == null ? "it doesn't answer" : "it is not ready: " + status.notReady()));
        }
        write(config.directory(), status);
    }

    static Promise read(final Path directory) {
        final Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Promise.NONE;
            }
            final String[] words = Files.readString(file).trim().split(" ");
            return new Promise(words[0], Long.parseLong(words[1]), Long.parseUnsignedLong(words[2], 16),
                Long.parseLong(words[3]), Long.parseLong(words[4]));
        } catch (final IOException | RuntimeException ex) {
            throw new EverbookException("can't read " + file + ": " + ex + "; remove it", ex);
        }
    }

    private static void requireEmpty(final Path directory) {
        try (Stream<Path> files = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            final List<Path> found = files.toList();
            if (!found.isEmpty()) {
                throw new EverbookException("the site's directory " + directory + " is not empty, it holds "
                    + found.get(0).getFileName() + ": move it away, as evidence, or start without --seed-from");
            }
        } catch (final IOException ex) {
            throw new EverbookException("can't read " + directory + ": " + ex, ex);
        }
    }

    private static void write(final Path directory, final PeerStatus status) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(FILE),
                status.name() + " " + status.sequence() + " " + Long.toHexString(status.chain()) + " "
                    + status.logStart() + " " + status.commitPosition() + "\n");
        } catch (final IOException ex) {
            throw new EverbookException("can't write into " + directory + ": " + ex, ex);
        }
    }
}
