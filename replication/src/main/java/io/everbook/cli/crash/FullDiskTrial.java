package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.cli.disk.LoopDisk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fills a small disk under a writer: first until new orders are refused, then until the exchange stops; and once to the
 * last byte, all of a sudden. Each time room is made, and the exchange goes on with everything it had acknowledged.
 */
final class FullDiskTrial {
    /** How often the disk is full. */
    static final int TIMES = 2;

    private static final long MIB = 1L << 20;
    private static final int MEBIBYTES = 160;
    private static final long LEFT_FOR_CANCELS = 24 * MIB;
    private static final long LEFT_FOR_NOTHING = 12 * MIB;
    private static final int WANTED = 1_000;

    private final long seed;
    private final CrashTally tally;
    private final Path images;
    private final Path directory;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    FullDiskTrial(
        final long seed, final Path images, final Path directory, final CrashTally tally) {
        this.seed = seed;
        this.images = images;
        this.directory = directory;
        this.tally = tally;
    }

    Map<String, Object> run() {
        try (LoopDisk disk = LoopDisk.create(images, directory.resolve("full"), MEBIBYTES)) {
            final Path exchange = disk.directory().resolve("exchange");
            final Lives lives = new Lives(seed, exchange, directory.resolve("full.err"), tally);
            final ChildSettings settings =
                ChildSettings.endless(exchange, seed, Durability.PROCESS).atClockSpeed(1);
            fillInSteps(disk, lives, settings);
            fillAtOnce(disk, lives, ChildSettings.endless(exchange, seed, Durability.DISK).atClockSpeed(1));
            lives.live(ChildCommand.of(settings.forCommands(0)), "with room again");
            tally.check(CrashTally.SPACE, lives.isDone(), "with room again it doesn't go on: " + lives.lastWords());
            tally.check(CrashTally.KEPT, lives.lost() == 0, lives.lost() + " acknowledged commands are lost");
            figures.put("acknowledged", lives.acknowledgedCount());
            figures.put("lost", lives.lost());
            return figures;
        }
    }

    private void fillInSteps(final LoopDisk disk, final Lives lives, final ChildSettings settings) {
        final boolean[] heard = new boolean[2];
        final long[] left = {WANTED};
        lives.live(ChildCommand.of(settings), "on a disk with room", (child, line) -> {
            if (line.startsWith("ACK") && --left[0] == 0) {
                fill(disk, child, LEFT_FOR_CANCELS);
            }
            heard[0] |= line.startsWith("REFUSED");
            if (line.startsWith("CANCELS")) {
                heard[1] = true;
                fill(disk, child, LEFT_FOR_NOTHING);
            }
        });
        figures.put("newOrdersRefused", heard[0]);
        figures.put("cancelsTaken", heard[1]);
        figures.put("stopped", lives.stopped());
        tally.check(CrashTally.SPACE, heard[0], "new orders were not refused while space was short");
        tally.check(CrashTally.SPACE, heard[1], "cancels were not taken while space was short");
        tally.check(CrashTally.SPACE, lives.stopped() != null && lives.stopped().contains("Make room"),
            "the exchange didn't stop with what to do: " + lives.lastWords());
        disk.free();
    }

    private static void fill(final LoopDisk disk, final ExchangeChild child, final long leaving) {
        child.freeze();
        disk.free();
        disk.fill(leaving);
        child.thaw();
    }

    private void fillAtOnce(final LoopDisk disk, final Lives lives, final ChildSettings settings) {
        lives.live(ChildCommand.of(settings), "after it had stopped", WANTED, child -> fill(disk, child, 0));
        figures.put("stoppedAtOnce", lives.stopped());
        tally.check(CrashTally.SPACE, lives.stopped() != null,
            "a full disk didn't stop the exchange as it should: " + lives.lastWords());
        disk.free();
    }
}
