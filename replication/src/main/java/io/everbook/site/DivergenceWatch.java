package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.protocol.SiteReportDecoder;

import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what the sites report through the log with what this one holds (design rule 11): the chain of its last
 * 65,536 records, and the full hash of its last snapshots.
 *
 * <p>A difference shows that one of two is wrong, not which. So every site reports, and once one has contradicted this
 * one, the words of all are waited for, a few intervals of log time at most: a site whose contradictors are more than
 * those that hold with it, itself included, halts, saying where; as many against as for, all but the leader halt, and
 * with them the quorum. Runs on the service's thread, on the leader and on followers, in a replay of the log too.
 */
final class DivergenceWatch {
    private static final int CHAINS = 1 << 16;
    private static final int HASHES = 64;
    private static final int INTERVALS = 3;
    private static final long NEVER = Long.MIN_VALUE;

    private final ChainHistory chains = new ChainHistory(CHAINS);
    private final ChainHistory hashes = new ChainHistory(HASHES);
    private final Map<Integer, Word> words = new TreeMap<>();
    private final SiteConfig config;
    private final Complaint complaint;
    private final SiteSeed.Promise promise;
    private long contradictedNs = NEVER;
    private long agreedSequence;

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
    }

    /** Keeps the chain of a record. */
    void applied(final long sequence, final long chain) {
        promise.require(sequence, chain);
        chains.put(sequence, chain);
    }

    /** Keeps the full hash of a snapshot. */
    void hashed(final long sequence, final long fullHash) {
        hashes.put(sequence, fullHash);
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
        if (report.member() == config.member() || !isMember(report.member())) {
            return;
        }
        if (!chains.holds(report.reportedSequence()) && !hashes.holds(report.hashedSequence())) {
            return;
        }
        final String difference = difference(report);
        words.put(report.member(), new Word(timeNs, difference));
        if (difference == null) {
            noteAgreement(report.reportedSequence());
        } else if (contradictedNs == NEVER) {
            contradictedNs = timeNs;
        }
        if (contradictedNs != NEVER && isHeardOut(timeNs)) {
            judge(leader);
        }
    }

    private boolean isMember(final int id) {
        return config.members().stream().anyMatch(member -> member.id() == id);
    }

    private void noteAgreement(final long sequence) {
        if (chains.holds(sequence)) {
            agreedSequence = Math.max(agreedSequence, sequence);
        }
    }

    private String difference(final SiteReportDecoder report) {
        if (chains.contradicts(report.reportedSequence(), report.chain())) {
            return words("chain", report.reportedSequence(), chains, report.chain());
        }
        return hashes.contradicts(report.hashedSequence(), report.fullHash())
            ? words("full hash", report.hashedSequence(), hashes, report.fullHash()) : null;
    }

    private static String words(
        final String what, final long sequence, final ChainHistory own, final long reported) {
        return "at sequence " + sequence + " this site's " + what + " is 0x" + Long.toHexString(own.valueAt(sequence))
            + ", the other's 0x" + Long.toHexString(reported);
    }

    private boolean isHeardOut(final long timeNs) {
        final long waitNs = INTERVALS * config.divergenceIntervalNs();
        return timeNs - contradictedNs >= waitNs || config.members().stream()
            .filter(member -> member.id() != config.member())
            .allMatch(member -> hasSpoken(words.get(member.id())));
    }

    private boolean hasSpoken(final Word word) {
        return word != null && word.timeNs() - contradictedNs >= 0;
    }

    private void judge(final int leader) {
        final long against = words.values().stream().filter(word -> hasSpoken(word) && word.contradicts()).count();
        final long holding = 1 + words.values().stream()
            .filter(word -> hasSpoken(word) && !word.contradicts()).count();
        if (against > holding || against == holding && leader != config.member()) {
            throw new EverbookException("FATAL: this site differs from others: " + contradictions() + ". It last"
                + " agreed with one at sequence " + agreedSequence + ". Keep its directory as evidence, see where with"
                + " ./everbook journal diff, and start it anew with ./everbook site --config FILE --seed-from PEER");
        }
        if (against > 0) {
            complaint.about(contradictions());
        }
        contradictedNs = NEVER;
    }

    private String contradictions() {
        final StringBuilder text = new StringBuilder();
        words.forEach((member, word) -> {
            if (word.contradicts()) {
                text.append(text.length() == 0 ? "" : "; ")
                    .append("against ").append(config.find(member).name()).append(", ").append(word.difference());
            }
        });
        return text.toString();
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

    private record Word(long timeNs, String difference) {
        boolean contradicts() {
            return difference != null;
        }
    }
}
