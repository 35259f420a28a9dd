package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.cli.Progress;
import io.everbook.embedded.StopPoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * Kills a writer again and again, at random and at named points, and opens its journal each time. The writers all have
 * the same process id where that can be arranged, so that a lock which was left looks like their own.
 */
final class KillTrial {
    private static final String RANDOM = "RANDOM";
    private static final List<StopPoint> POINTS =
        List.of(StopPoint.BEFORE_APPEND, StopPoint.AFTER_APPEND, StopPoint.MID_SNAPSHOT, StopPoint.MID_ROLL);
    private static final int PASSES = 1_500;
    private static final int WANTED = 2_500;
    private static final int AT_MOST = 20_000;
    private static final long LOCK_MS = 1_000;

    private final long seed;
    private final CrashTally tally;
    private final Path directory;
    private final Lives lives;
    private final SplittableRandom random;
    private final Map<String, Integer> byPoint = new LinkedHashMap<>();
    private final long startNs = System.nanoTime();

    KillTrial(final long seed, final Path directory, final CrashTally tally) {
        this.seed = seed;
        this.tally = tally;
        this.directory = directory.resolve("exchange");
        lives = new Lives(seed, this.directory, directory.resolve("killed.err"), tally);
        random = new SplittableRandom(seed);
    }

    Map<String, Object> run(final int kills) {
        final ChildSettings settings = ChildSettings.endless(directory, seed, Durability.PROCESS);
        try (Progress progress = Progress.of("kills", kills)) {
            for (int i = 0; i < kills; i++) {
                kill(settings, i);
                progress.at(i + 1);
            }
        }
        lives.live(ChildCommand.of(settings.later(startNs).forCommands(0)), "after the last kill");
        tally.check(CrashTally.STATE, lives.isDone(), "after the last kill the exchange didn't open: "
            + lives.lastWords());
        tally.check(CrashTally.KEPT, lives.lost() == 0, lives.lost() + " acknowledged commands are lost by kills");
        checkLock();
        return figures(kills);
    }

    private void kill(final ChildSettings settings, final int number) {
        final int dice = random.nextInt(2 * POINTS.size());
        final StopPoint point = dice < POINTS.size() ? POINTS.get(dice) : null;
        final boolean often = point == StopPoint.BEFORE_APPEND || point == StopPoint.AFTER_APPEND;
        final ChildSettings armed = new ChildSettings(directory, seed,
            number % 2 == 0 ? Durability.PROCESS : Durability.DISK, point, random.nextInt(often ? PASSES : 2),
            settings.bootId(), settings.clockStartNs(), settings.speed(), settings.floor(), settings.commands());
        byPoint.merge(point == null ? RANDOM : point.name(), 1, Integer::sum);
        final boolean killed = lives.live(ChildCommand.ofSamePid(armed.later(startNs)),
            "after " + number + " kills", point == null ? 1 + random.nextInt(WANTED) : AT_MOST, ExchangeChild::kill);
        tally.check(CrashTally.STATE, killed,
            "after " + number + " kills the exchange ended by itself: " + lives.lastWords());
    }

    /**
     * A lock that was waited for would show as a journal that took so much longer to open than the others; but for how
     * long the machine was busy with something else, of which each of two threads may see the half.
     */
    private void checkLock() {
        final long usual = percentiles(Lives.Opening::journalMs).get("p50");
        lives.openings().forEach(opening -> tally.check(CrashTally.LOCK,
            opening.journalMs() - 2 * opening.stalledMs() <= usual + LOCK_MS, "a journal took " + opening.journalMs()
                + " ms to open, " + opening.stalledMs() + " of them the machine's, where " + usual + " are usual"));
    }

    private Map<String, Long> percentiles(final ToLongFunction<Lives.Opening> figure) {
        final List<Long> sorted = lives.openings().stream().map(figure::applyAsLong).sorted().toList();
        final Map<String, Long> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", percentile(sorted, 50));
        percentiles.put("p99", percentile(sorted, 99));
        percentiles.put("max", percentile(sorted, 100));
        return percentiles;
    }

    private static long percentile(final List<Long> sorted, final int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private Map<String, Object> figures(final int kills) {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", kills);
        figures.put("byPoint", byPoint);
        figures.put("openings", lives.openings().size());
        figures.put("openMs", percentiles(Lives.Opening::tookMs));
        figures.put("journalMs", percentiles(Lives.Opening::journalMs));
        figures.put("stalledMs", percentiles(Lives.Opening::stalledMs));
        figures.put("acknowledged", lives.acknowledgedCount());
        figures.put("lost", lives.lost());
        figures.put("unacknowledged", lives.unacknowledged());
        figures.put("lastSequence", lives.lastSequence());
        return figures;
    }
}
