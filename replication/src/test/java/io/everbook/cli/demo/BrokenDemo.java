package io.everbook.cli.demo;

import io.everbook.cli.ExitCode;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The demo with a part broken on purpose, for {@code demo --break}.
 */
public final class BrokenDemo {
    private BrokenDemo() {
    }

    /**
     * Runs it and ends the process with its exit code.
     *
     * @param args what is broken, then the launcher's arguments.
     */
    public static void main(final String[] args) {
        try {
            final DemoCommand demo = new DemoCommand(BrokenParts.of(args[0]));
            System.exit(new CommandLine(demo).execute(Arrays.stream(args).skip(2).toArray(String[]::new)));
        } catch (final IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.NOT_ABLE);
        }
    }
}
