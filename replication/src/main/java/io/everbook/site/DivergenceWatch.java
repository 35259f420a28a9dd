package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.protocol.SiteReportDecoder;

import java.util.concurrent.TimeUnit;

/**
 * Compares what the sites report through the log with what this one holds (design rule 11): the chain of its last
 * 65,536 records, and the full hash of its last snapshots, all sites' at the sequences of the log's.
 *
 * <p>A difference shows that one of two is wrong, not which. So every site reports, and once one has contradicted this
 * one, the word of all is waited for ({@link Contradictions}): at most {@value #PATIENCE_INTERVALS} intervals of log
 * time, or five seconds of it where that is more. A site whose contradictors are more than those that hold with
 * it, itself included, halts, saying where; as many against as for, all but the leader halt, and with them the quorum.
 * Runs on the service's thread, on the leader and on followers, in a replay of the log too.
 */
final class DivergenceWatch {
    private static final int CHAINS = 1 << 16;
    private static final int HASHES = 64;
    private static final int PATIENCE_INTERVALS = 3;
    private static final long LEAST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private final Contradictions chains;
    private final Contradictions hashes;
    private final SiteConfig config;
    private final Complaint complaint;
    private final SiteSeed.Promise promise;

    /**
     * Creates a watch.
     *
     * @param config    of the site.
     * @param complaint takes what is wrong with others, in words.
     * @param promise   what a peer had when this site was seeded from it.
     */
    DivergenceWatch(final SiteConfig config, final Complaint complaint, final SiteSeed.Promise promise) {
        this.promise = promise;
        this.config = config;
        this.complaint = complaint;
        chains = new Contradictions("chain", CHAINS, config);
        hashes = new Contradictions("full hash", HASHES, config);
    }

    /** Keeps the chain of a record. */
    void applied(final long sequence, final long chain) {
        promise.require(sequence, chain);
        chains.hold(sequence, chain);
    }

    /** Keeps the full hash of a snapshot, which may be finished after others told theirs. */
    void hashed(final long sequence, final long fullHash, final long timeNs) {
        hashes.holdLate(sequence, fullHash, timeNs);
    }

    /**
     * Takes a report that the log brought.
     *
     * @param report of a site.
     * @param timeNs of the log.
     * @param leader the member that leads.
     * @throws EverbookException if this site must halt, saying where it differs and from whom.
     */
    void onReport(final SiteReportDecoder report, final long timeNs, final int leader) {
        if (!chains.knows(report.member())) {
            return;
        }
        chains.onReport(report.member(), report.reportedSequence(), report.chain(), timeNs);
        hashes.onReport(report.member(), report.hashedSequence(), report.fullHash(), timeNs);
        judge(chains, timeNs, leader);
        judge(hashes, timeNs, leader);
    }

    private void judge(final Contradictions against, final long timeNs, final int leader) {
        if (against.count() == 0 || !against.allHaveSpoken() && timeNs - against.contradictedNs() < patienceNs()) {
            return;
        }
        final long surplus = against.count() - against.holding();
        if (surplus > 0 || surplus == 0 && leader != config.member()) {
            throw new EverbookException("FATAL: this site differs from others: " + against.inWords() + ". It last"
                + " agreed with one at sequence " + chains.agreedSequence() + ". Keep its directory as evidence, see"
                + " where with ./everbook journal diff, and start it anew with ./everbook site --config FILE"
                + " --seed-from PEER");
        }
        if (against.tellOnce()) {
            complaint.about(against.inWords());
        }
    }

    private long patienceNs() {
        return Math.max(LEAST_PATIENCE_NS, PATIENCE_INTERVALS * config.divergenceIntervalNs());
    }

    /**
     * Takes a complaint about other sites.
     */
    @FunctionalInterface
    interface Complaint {
        /**
         * Tells it.
         *
         * @param what is wrong, in words.
         */
        void about(String what);
    }
}
