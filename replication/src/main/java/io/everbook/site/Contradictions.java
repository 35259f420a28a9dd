package io.everbook.site;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which sites contradict the value that this one holds at a sequence, and which hold with it.
 *
 * <p>A value at a sequence covers all that came before it. So a site that agreed at or after the first sequence that
 * another contradicts has spoken on it, however long ago, and stays counted as holding while it is silent; a site that
 * contradicted is counted against until it agrees later than that, as one does that was seeded anew. One thread.
 */
final class Contradictions {
    private final Map<Integer, Word> words = new TreeMap<>();
    private final String what;
    private final ChainHistory own;
    private final SiteConfig config;
    private boolean told = true;

    /**
     * Creates one that no site has spoken to.
     *
     * @param what   the value is, in words.
     * @param size   how many of this site's own values are kept, a power of two.
     * @param config of the site.
     */
    Contradictions(final String what, final int size, final SiteConfig config) {
        this.what = what;
        this.config = config;
        own = new ChainHistory(size);
        config.members().stream().filter(member -> member.id() != config.member())
            .forEach(member -> words.put(member.id(), new Word()));
    }

    /** Keeps this site's own value at a sequence. */
    void hold(final long sequence, final long value) {
        own.put(sequence, value);
    }

    /** Keeps this site's own value, where others may have told theirs before: those are taken now. */
    void holdLate(final long sequence, final long value, final long timeNs) {
        hold(sequence, value);
        words.forEach((member, word) -> {
            if (word.earlySequence == sequence) {
                onReport(member, sequence, word.earlyValue, timeNs);
            }
        });
    }

    /** Whether that is another member of the cluster. */
    boolean knows(final int member) {
        return words.containsKey(member);
    }

    /** Takes another site's value; without effect, until it comes late, where this site keeps none of that sequence. */
    void onReport(final int member, final long sequence, final long value, final long timeNs) {
        final Word word = words.get(member);
        if (!own.holds(sequence)) {
            word.early(sequence, value);
            return;
        }
        if (!own.contradicts(sequence, value)) {
            word.agreed(sequence);
        } else if (!word.differs()) {
            word.contradicted(sequence, own.valueAt(sequence), value, timeNs);
            told = false;
        }
    }

    /** How many sites contradict this one. */
    long count() {
        return words.values().stream().filter(Word::differs).count();
    }

    /** How many hold with this site where it is contradicted, itself included. */
    long holding() {
        final long first = firstContradicted();
        return 1 + words.values().stream().filter(word -> !word.differs() && word.agreedSequence >= first).count();
    }

    /** Whether each site either contradicts or holds with this one. */
    boolean allHaveSpoken() {
        return count() + holding() == 1 + words.size();
    }

    /** The log's time of the oldest contradiction that stands, ns. */
    long contradictedNs() {
        return words.values().stream().filter(Word::differs).mapToLong(word -> word.sinceNs).min().orElseThrow();
    }

    /** The last sequence that another site agreed on; 0: none. */
    long agreedSequence() {
        return words.values().stream().mapToLong(word -> word.agreedSequence).max().orElse(0);
    }

    /** True once after each new contradiction. */
    boolean tellOnce() {
        final boolean isNews = !told;
        told = true;
        return isNews;
    }

    /** The contradictions that stand, in words. */
    String inWords() {
        final StringBuilder text = new StringBuilder();
        words.forEach((member, word) -> {
            if (word.differs()) {
                text.append(text.isEmpty() ? "against " : "; against ").append(config.find(member).name())
                    .append(", at sequence ").append(word.differsAt).append(" this site's ").append(what)
                    .append(" is 0x").append(Long.toHexString(word.ownValue))
                    .append(", the other's 0x").append(Long.toHexString(word.otherValue));
            }
        });
        return text.toString();
    }

    private long firstContradicted() {
        return words.values().stream().filter(Word::differs).mapToLong(word -> word.differsAt).min().orElse(0);
    }

    /**
     * What one site last said.
     */
    private static final class Word {
        private long earlySequence;
        private long earlyValue;
        private long agreedSequence;
        private long differsAt;
        private long ownValue;
        private long otherValue;
        private long sinceNs;

        boolean differs() {
            return differsAt > 0;
        }

        void early(final long sequence, final long value) {
            earlySequence = sequence;
            earlyValue = value;
        }

        void agreed(final long sequence) {
            agreedSequence = Math.max(agreedSequence, sequence);
            if (sequence >= differsAt) {
                differsAt = 0;
            }
        }

        void contradicted(final long sequence, final long ownOne, final long otherOne, final long timeNs) {
            differsAt = sequence;
            ownValue = ownOne;
            otherValue = otherOne;
            sinceNs = timeNs;
        }
    }
}
