package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.driver.MediaDriver;
import io.everbook.api.EverbookException;
import org.agrona.collections.MutableLong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes a site whose disk was lost ready to come back.
 *
 * <p>What it needs is in the log, as long as the log is whole on its peers, from its first byte: the site then starts
 * as an empty member that waits for a leader, catches up with its log, and computes journal and state anew. Here a peer
 * is asked for its sequence and chain, which the site is held to when it comes to that sequence, and its archive is
 * looked into: a log that was cut off below a snapshot can't be caught up with, and is refused. Until the site has
 * caught up it starts only where a leader answers, since it lost what it had acknowledged and whom it had voted for.
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
     */
    record Promise(String peer, long sequence, long chain) {
        static final Promise NONE = new Promise("", 0, 0);

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
     * @throws EverbookException if the directory isn't empty, or the peer can't be caught up with.
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
        requireWholeLog(config, from);
        write(config.directory(), status);
    }

    static Promise read(final Path directory) {
        final Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Promise.NONE;
            }
            final String[] words = Files.readString(file).trim().split(" ");
            return new Promise(words[0], Long.parseLong(words[1]), Long.parseUnsignedLong(words[2], 16));
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

    private static void requireWholeLog(final SiteConfig config, final SiteMember peer) {
        final MutableLong firstPosition = new MutableLong(Long.MAX_VALUE);
        try (MediaDriver driver = MediaDriver.launchEmbedded(SiteStatuses.context());
            Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
            AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .controlRequestChannel("aeron:udp?term-length=64k|endpoint=" + peer.archive())
                .controlResponseChannel("aeron:udp?term-length=64k|endpoint=" + config.host() + ":0")
                .messageTimeoutNs(TIMEOUT_NS)
                .credentialsSupplier(config.clusterSecret().supplier()))) {
            archive.listRecordings(0, Integer.MAX_VALUE,
                (controlSessionId, correlationId, recordingId, startTimestamp, stopTimestamp, startPosition,
                    stopPosition, initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId,
                    strippedChannel, originalChannel, sourceIdentity) -> {
                    if (streamId == ConsensusModule.Configuration.logStreamId()) {
                        firstPosition.value = Math.min(firstPosition.value, startPosition);
                    }
                });
        }
        if (firstPosition.value != 0) {
            throw new EverbookException("the log of " + peer.name() + " doesn't begin at 0 but at "
                + firstPosition.value + ", so that an empty site can't catch up with it: stop " + peer.name()
                + ", copy its directory's archive, cluster, journal and snapshots, and start both; remove"
                + " cluster/node-state.dat from the copy");
        }
    }

    private static void write(final Path directory, final PeerStatus status) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(FILE),
                status.name() + " " + status.sequence() + " " + Long.toHexString(status.chain()) + "\n");
        } catch (final IOException ex) {
            throw new EverbookException("can't write into " + directory + ": " + ex, ex);
        }
    }
}
