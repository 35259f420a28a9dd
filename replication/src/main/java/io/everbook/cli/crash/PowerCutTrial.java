package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.cli.Progress;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.disk.LoopDisk;
import io.everbook.embedded.StopPoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Cuts the power of a disk under a writer: freezes it, keeps what has reached the disk's image by then, and goes on
 * from that; every second time with a random half of the pages that the disk was about to write. Some cuts fall where a
 * file of the journal was just begun, or between an append and its force; before some of them the kernel has written
 * what it had in memory at another moment, which nobody waited for.
 */
final class PowerCutTrial {
    private static final List<StopPoint> POINTS = List.of(StopPoint.AFTER_APPEND, StopPoint.MID_ROLL);
    private static final int MEBIBYTES = 512;
    private static final int PASSES = 1_500;
    private static final int WANTED = 2_500;
    private static final int AT_MOST = 20_000;

    private final long seed;
    private final Function<ChildSettings, List<String>> command;
    private final CrashTally tally;
    private final Path images;
    private final Path directory;
    private final SplittableRandom random;
    private final long startNs = System.nanoTime();
    private long torn;
    private String refusal;

    PowerCutTrial(
        final long seed, final Function<ChildSettings, List<String>> command, final Path images, final Path directory,
        final CrashTally tally) {
        this.seed = seed;
        this.command = command;
        this.images = images;
        this.directory = directory;
        this.tally = tally;
        random = new SplittableRandom(seed);
    }

    /**
     * Cuts so often, and counts what is lost of what was acknowledged.
     *
     * @return the figures; {@code lost} among them, and {@code refused}, why the exchange did not open again.
     */
    Map<String, Object> run(final int cuts, final Durability durability, final String name) {
        try (LoopDisk disk = LoopDisk.create(images, directory.resolve(name), MEBIBYTES);
            Progress progress = Progress.of("power cuts, " + name, cuts)) {
            final Path exchange = disk.directory().resolve("exchange");
            final Lives lives = new Lives(seed, exchange, directory.resolve(name + ".err"), tally);
            final ChildSettings settings = ChildSettings.endless(exchange, seed, durability);
            int done = 0;
            while (done < cuts && refusal == null) {
                final String when = name + ", after " + done + " cuts";
                if (isCut(disk, lives, settings.later(startNs).afterReboot(done + 1), plan(done), when)) {
                    restore(disk, done % 2 == 0);
                }
                progress.at(++done);
            }
            lives.live(command.apply(settings.later(startNs).afterReboot(done + 1).forCommands(0)),
                name + ", after the last cut");
            refusal = refusal == null && !lives.isDone() ? lives.lastWords() : refusal;
            if (refusal != null) {
                keep(exchange, directory.resolve(name + "-refused"));
            }
            return figures(done, lives);
        }
    }

    /** The first cut comes when much was acknowledged since the disk was last flushed by anybody but the exchange. */
    private Plan plan(final int done) {
        if (done == 0) {
            return new Plan(null, 0, WANTED);
        }
        final int dice = random.nextInt(2 * POINTS.size());
        if (dice >= POINTS.size()) {
            return new Plan(null, 0, 1 + random.nextInt(WANTED));
        }
        final StopPoint point = POINTS.get(dice);
        return new Plan(point, random.nextInt(point == StopPoint.MID_ROLL ? 2 : PASSES), AT_MOST);
    }

    private boolean isCut(
        final LoopDisk disk, final Lives lives, final ChildSettings settings, final Plan plan, final String when) {
        final ChildSettings armed =
            plan.point() == null ? settings : settings.stoppingAt(plan.point(), plan.passes());
        final Lives.Ear flush = Lives.after(random.nextInt(WANTED / 2), disk::flush);
        final boolean isCut = lives.live(command.apply(armed), when, flush, plan.wanted(), child -> {
            child.freeze();
            disk.cutPower();
            child.kill();
        });
        refusal = isCut ? null : "the exchange ended by itself: " + lives.lastWords();
        return isCut;
    }

    /** The disk goes with its image; what it held is to be looked at. */
    private static void keep(final Path exchange, final Path evidence) {
        SystemCommand.run("cp", "-a", "--sparse=always", exchange.toString(), evidence.toString());
    }

    private void restore(final LoopDisk disk, final boolean isTorn) {
        if (isTorn) {
            torn += disk.restorePower(random.nextLong());
        } else {
            disk.restorePower();
        }
    }

    private Map<String, Object> figures(final int cuts, final Lives lives) {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cuts", cuts);
        figures.put("acknowledged", lives.acknowledgedCount());
        figures.put("lost", lives.lost());
        figures.put("tornPages", torn);
        figures.put("lastSequence", lives.lastSequence());
        figures.put("refused", refusal);
        return figures;
    }

    /**
     * When power goes: at a point, or after so many acknowledgements.
     *
     * @param point  null for none.
     * @param passes of the point before it stops there.
     * @param wanted acknowledgements.
     */
    private record Plan(StopPoint point, int passes, int wanted) {
    }
}
