package io.everbook.cli.operate;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.trial.Workspace;
import io.everbook.site.SiteConfig;
import io.everbook.site.Switchover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code everbook switchover}: moves the leadership to a named site on purpose; as a drill, to the next site again and
 * again, with a record of every one.
 */
@Command(
    name = "switchover",
    description = "Moves the leadership to a site on purpose, with nothing in doubt to a client.")
public final class SwitchoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Report report;

    @Option(names = "--config", paramLabel = "FILE", required = true,
        description = "The properties file of any of the sites: names the members and holds their secret.")
    private Path config;

    @Option(names = "--to", paramLabel = "SITE", description = "That is to lead; the next one in a drill.")
    private String target;

    @Option(names = "--host", paramLabel = "ADDRESS",
        description = "This machine's IP address, as the sites can reach it; that of the file's site if not given.")
    private String host;

    @Option(names = "--drill", description = "Move on and on, and keep a record.")
    private boolean drill;

    @Option(names = "--every", defaultValue = "PT1H", paramLabel = "DURATION",
        description = "From drill to drill, as in PT30S or PT24H (${DEFAULT-VALUE}).")
    private Duration every;

    @Option(names = "--times", defaultValue = "1", description = "How many drills (${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--record", defaultValue = "drills.jsonl", paramLabel = "FILE",
        description = "Gets a line for every drill (${DEFAULT-VALUE}).")
    private Path record;

    private final List<Object> moves = new ArrayList<>();

    /**
     * Creates the command.
     */
    public SwitchoverCommand() {
    }

    @Override
    public Integer call() throws IOException {
        if (drill == (target != null)) {
            throw new ParameterException(spec.commandLine(), "Name a site with --to, or ask for a --drill.");
        }
        try {
            return drill ? drill() : moveOnce();
        } finally {
            report.field("moves", moves).end();
        }
    }

    private int drill() throws IOException {
        int exitCode = ExitCode.DONE;
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                LockSupport.parkNanos(every.toNanos());
            }
            exitCode = Math.max(exitCode, moveOnce());
            Files.writeString(record, Report.toJson(moves.get(i)) + System.lineSeparator(),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return exitCode;
    }

    private int moveOnce() {
        final Map<String, Object> told = new LinkedHashMap<>();
        told.put("time", Instant.now().toString());
        moves.add(told);
        try {
            final Switchover.Moved moved = move();
            told.put("from", moved.from());
            told.put("to", moved.to());
            told.put("moved", moved.moved());
            told.put("gapMs", moved.gapMs());
            told.put("epoch", moved.epoch());
            report.line("%s led, %s leads; connections held for %.0f ms", moved.from(), moved.to(), moved.gapMs());
            return moved.moved() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        } catch (final EverbookException refused) {
            told.put("moved", false);
            told.put("refused", refused.getMessage());
            report.line("not moved: %s", refused.getMessage());
            return ExitCode.CHECK_FAILED;
        }
    }

    /** Everything is opened for one move: hours may pass until the next. */
    private Switchover.Moved move() {
        final Workspace workspace = new Workspace("switchover", null);
        try (MediaDriver driver = MediaDriver.launch(driver(workspace));
            Switchover switchover = new Switchover(SiteConfig.load(config), host, driver.aeronDirectoryName())) {
            return switchover.move(target);
        } finally {
            workspace.removeTemporary();
            workspace.removeMemory();
        }
    }

    private static MediaDriver.Context driver(final Workspace workspace) {
        return new MediaDriver.Context()
            .aeronDirectoryName(workspace.shm().resolve("driver").toString())
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .termBufferSparseFile(true)
            .publicationTermBufferLength(1 << 16)
            .ipcTermBufferLength(1 << 16);
    }
}
