package io.everbook.cli.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lives of children in one directory, one after the other: each is heard to its end, however that comes, and at its
 * opening the journal is held against what the ones before had acknowledged. Not thread safe.
 */
final class Lives {
    private static final String SPACE = " ";
    private static final String ACK = "ACK";
    private static final Ear NOBODY = (child, line) -> {
    };

    private final long seed;
    private final Path directory;
    private final ChildLog log;
    private final CrashTally tally;
    private final Acknowledged acknowledged = new Acknowledged();
    private final List<Opening> openings = new ArrayList<>();
    private long lost;
    private long unacknowledged;
    private long lastSequence;
    private String stopped;
    private boolean isDone;

    Lives(final long seed, final Path directory, final Path log, final CrashTally tally) {
        this.seed = seed;
        this.directory = directory;
        this.log = new ChildLog(log);
        this.tally = tally;
    }

    /**
     * How long an opening took.
     *
     * @param tookMs    in all.
     * @param journalMs until the journal was open.
     * @param stalledMs of that for which the machine gave the process no time.
     */
    record Opening(long tookMs, long journalMs, long stalledMs) {
    }

    /** Hears the lines of a child that aren't dealt with otherwise. */
    @FunctionalInterface
    interface Ear {
        void hear(ExchangeChild child, String line);
    }

    /**
     * An ear that does something once, when so much is acknowledged.
     */
    static Ear after(final long acknowledgements, final Runnable action) {
        final long[] left = {acknowledgements};
        return (child, line) -> {
            if (line.startsWith(ACK) && left[0]-- == 0) {
                action.run();
            }
        };
    }

    /**
     * Lets a child live until so much is acknowledged or its point is reached, then strikes it, and hears it to the
     * end.
     *
     * @param when   in words, for what is found at its opening.
     * @param beside hears all that it says before the strike.
     * @param wanted acknowledgements before the strike.
     * @return whether it was struck; if not, it ended by itself.
     */
    boolean live(
        final List<String> command, final String when, final Ear beside, final long wanted,
        final Consumer<ExchangeChild> strike) {
        final long[] left = {wanted};
        live(command, when, (child, line) -> {
            if (left[0] > 0) {
                beside.hear(child, line);
            }
            left[0] -= line.startsWith(ACK) ? 1 : 0;
            if (left[0] == 0 || left[0] > 0 && line.startsWith("AT")) {
                left[0] = -1;
                strike.accept(child);
            }
        });
        return left[0] < 0;
    }

    /**
     * Does the same while nobody else listens.
     */
    boolean live(
        final List<String> command, final String when, final long wanted, final Consumer<ExchangeChild> strike) {
        return live(command, when, NOBODY, wanted, strike);
    }

    /**
     * Lets a child live to its end.
     */
    void live(final List<String> command, final String when) {
        live(command, when, NOBODY);
    }

    /**
     * Lets a child live to its end.
     */
    void live(final List<String> command, final String when, final Ear ear) {
        stopped = null;
        isDone = false;
        log.begin();
        try (ExchangeChild child = ExchangeChild.start(command, log.file())) {
            for (String line = child.line(); line != null; line = child.line()) {
                heed(line, when);
                ear.hear(child, line);
            }
            stopped = child.isTooOld() ? "it was killed, since it went on for too long" : stopped;
        }
    }

    private void heed(final String line, final String when) {
        final String[] words = line.split(SPACE);
        switch (words[0]) {
            case "OPEN" -> {
                openings.add(new Opening(
                    Long.parseLong(words[3]), Long.parseLong(words[4]), Long.parseLong(words[5])));
                opened(Long.parseLong(words[1]), Long.parseLong(words[2]), when);
            }
            case ACK ->
                acknowledged.add(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "STOPPED" -> stopped = line.substring(words[0].length()).strip();
            case "DONE" -> isDone = true;
            default -> {
            }
        }
    }

    private void opened(final long sequence, final long fullHash, final String when) {
        final JournalAudit audit = new JournalAudit(seed, tally, acknowledged);
        lost += audit.check(directory.resolve("journal"), sequence, fullHash, when);
        unacknowledged = audit.unacknowledged();
        lastSequence = sequence;
    }

    /** Acknowledged commands that were not in the journal at an opening. */
    long lost() {
        return lost;
    }

    long acknowledgedCount() {
        return acknowledged.count();
    }

    /** Commands that the journal held at the last opening, though nobody was told of them. */
    long unacknowledged() {
        return unacknowledged;
    }

    long lastSequence() {
        return lastSequence;
    }

    List<Opening> openings() {
        return openings;
    }

    /** Why the last child stopped by itself, as it said on its own; null if it didn't. */
    String stopped() {
        return stopped;
    }

    /** Why the last child ended, as far as can be told. */
    String lastWords() {
        return stopped == null ? log.lastWords() : stopped;
    }

    /** Whether the last child did all it was to do. */
    boolean isDone() {
        return isDone;
    }
}
