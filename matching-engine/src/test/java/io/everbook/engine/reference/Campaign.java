package io.everbook.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs seeds, and makes of a failure the shortest list of commands that shows it.
 */
final class Campaign {
    private final Function<Limits, ReferenceEngine> makeReference;
    private final Tally tally = new Tally();

    Campaign(final Function<Limits, ReferenceEngine> makeReference) {
        this.makeReference = makeReference;
    }

    Tally tally() {
        return tally;
    }

    /**
     * Plays random commands.
     *
     * @param seed     of every choice.
     * @param commands how many, the setup's included.
     * @return null if nothing was wrong, else what was.
     */
    Failure run(final long seed, final int commands) {
        final Limits limits = CommandGenerator.limitsOf(seed);
        final DifferentialRun run = new DifferentialRun(limits, makeReference, tally);
        final CommandGenerator generator = new CommandGenerator(seed, run.reference.state, run.player);
        final List<Step> played = new ArrayList<>(commands);
        try {
            for (int i = 0; i < commands; i++) {
                played.add(generator.next());
                run.play(played.get(i));
            }
            return null;
        } catch (final AssertionError | RuntimeException ex) {
            return shrunk(seed, limits, played, generator.setupLength());
        }
    }

    private Failure shrunk(final long seed, final Limits limits, final List<Step> played, final int setup) {
        final List<Step> shortest = Shrinker.shrink(played, steps -> replay(limits, steps) != null);
        final int ofSetup = (int) shortest.stream().filter(step -> step.id < setup).count();
        return new Failure(seed, played.size(), shortest, ofSetup, replay(limits, shortest), text(limits, shortest));
    }

    private Throwable replay(final Limits limits, final List<Step> steps) {
        final DifferentialRun run = new DifferentialRun(limits, makeReference, new Tally());
        try {
            steps.forEach(run::play);
            return null;
        } catch (final AssertionError | RuntimeException ex) {
            return ex;
        }
    }

    private String text(final Limits limits, final List<Step> steps) {
        final ReferenceEngine reference = makeReference.apply(limits);
        final Player player = new Player(reference.state);
        final StringBuilder text = new StringBuilder("  ").append(limits).append('\n');
        for (int i = 0; i < steps.size(); i++) {
            final Step step = steps.get(i);
            final byte[] bytes = player.resolve(step);
            text.append("  ").append(i + 1).append(". connection ").append(step.connection).append(" at ")
                .append(step.timeNs).append(": ").append(new CommandBytes(bytes))
                .append(step.restoreAfter ? ", then restored" : "").append('\n');
            player.played(step, reference.apply(i + 1, step.timeNs, step.connection, bytes));
        }
        return text.toString();
    }

    /**
     * A failure with its shortest list.
     */
    record Failure(long seed, int foundAfter, List<Step> steps, int ofSetup, Throwable cause, String text) {
        @Override
        public String toString() {
            return "seed " + seed + " failed after " + foundAfter + " commands; shortest list of " + steps.size()
                + " commands, " + ofSetup + " of them setup:\n" + text + cause;
        }
    }
}
