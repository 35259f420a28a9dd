package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.api.EverbookException;
import java.nio.file.Path;

/**
 * A journal of one file, closed as it should be, to be damaged and forged.
 */
final class SampleJournal {
    static final int COMMANDS = 3_000;

    private SampleJournal() {
    }

    static Path make(final long seed, final Path directory, final CrashTally tally) {
        final Path exchange = directory.resolve("sample");
        final Lives lives = new Lives(seed, exchange, directory.resolve("sample.err"), tally);
        final ChildSettings settings = ChildSettings.endless(exchange, seed, Durability.PROCESS)
            .atClockSpeed(1).forCommands(COMMANDS);
        lives.live(ChildCommand.of(settings), "at first");
        if (!lives.isDone()) {
            throw new EverbookException("no journal was made to be damaged: " + lives.lastWords());
        }
        return exchange.resolve("journal");
    }
}
