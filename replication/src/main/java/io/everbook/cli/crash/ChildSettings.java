package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.embedded.StopPoint;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link CrashedExchange} is started with, as words of its command line.
 *
 * @param directory    of the exchange.
 * @param seed         of the order flow.
 * @param durability   of the exchange.
 * @param point        at which it stops; null for none.
 * @param passes       how many times it passes that point before.
 * @param bootId       which run of the machine it believes to be in.
 * @param clockStartNs what its clock shows when it starts, nanoseconds since the epoch.
 * @param speed        how many times as fast as the machine's its clock goes.
 * @param floor        of free space, in bytes.
 * @param commands     after which it closes the exchange and ends.
 */
record ChildSettings(
    Path directory, long seed, Durability durability, StopPoint point, int passes, long bootId, long clockStartNs,
    int speed, long floor, long commands) {
    private static final String NO_POINT = "NONE";
    private static final long FLOOR = 16L << 20;
    private static final int FAST = 4_000;

    /**
     * A child that writes until it is killed, under a clock that rolls the journal's file about once a second.
     */
    static ChildSettings endless(final Path directory, final long seed, final Durability durability) {
        return new ChildSettings(
            directory, seed, durability, null, 0, 1, wallNs(), FAST, FLOOR, Long.MAX_VALUE);
    }

    private static long wallNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    ChildSettings stoppingAt(final StopPoint at, final int after) {
        return new ChildSettings(
            directory, seed, durability, at, after, bootId, clockStartNs, speed, floor, commands);
    }

    ChildSettings afterReboot(final long id) {
        return new ChildSettings(
            directory, seed, durability, point, passes, id, clockStartNs, speed, floor, commands);
    }

    ChildSettings forCommands(final long count) {
        return new ChildSettings(
            directory, seed, durability, point, passes, bootId, clockStartNs, speed, floor, count);
    }

    ChildSettings atClockSpeed(final int times) {
        return new ChildSettings(
            directory, seed, durability, point, passes, bootId, clockStartNs, times, floor, commands);
    }

    /**
     * With a clock that goes on where those of earlier children, however many, have not been yet.
     */
    ChildSettings later(final long sinceNs) {
        return new ChildSettings(directory, seed, durability, point, passes, bootId,
            clockStartNs + (System.nanoTime() - sinceNs) * speed, speed, floor, commands);
    }

    String[] words() {
        return new String[] {
            directory.toString(), Long.toString(seed), durability.name(), point == null ? NO_POINT : point.name(),
            Integer.toString(passes), Long.toString(bootId), Long.toString(clockStartNs), Integer.toString(speed),
            Long.toString(floor), Long.toString(commands)
        };
    }

    static ChildSettings of(final String[] words) {
        return new ChildSettings(Path.of(words[0]), Long.parseLong(words[1]), Durability.valueOf(words[2]),
            NO_POINT.equals(words[3]) ? null : StopPoint.valueOf(words[3]), Integer.parseInt(words[4]),
            Long.parseLong(words[5]), Long.parseLong(words[6]), Integer.parseInt(words[7]), Long.parseLong(words[8]),
            Long.parseLong(words[9]));
    }
}
