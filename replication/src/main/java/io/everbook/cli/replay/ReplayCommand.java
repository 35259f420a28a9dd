package io.everbook.cli.replay;

import io.everbook.api.EverbookException;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import org.agrona.IoUtil;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code everbook replay}: recorded orders or a flow through the embedded, journaled exchange.
 */
@Command(
    name = "replay",
    description = "Replays order flow through the embedded, journaled exchange and compares the result.")
public final class ReplayCommand implements Callable<Integer> {
    private final Differences differences = new Differences();

    @ArgGroup(multiplicity = "1")
    private Input input;

    @Option(names = "--book", paramLabel = "FILE", description = "With --orders: the true book after each message.")
    private Path book;

    @Option(names = "--trades", paramLabel = "FILE", description = "With --orders: where to write the trades as CSV.")
    private Path trades;

    @Option(names = "--sha256", paramLabel = "HASH", description = "With --flow: the report's hash as it should be.")
    private String sha256;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "Where to keep the journal. By default a temporary directory, removed after success.")
    private Path directory;

    @Mixin
    private Report report;

    private static final class Input {
        @Option(names = "--orders", paramLabel = "FILE", required = true,
            description = "Orders as commands, with the resting order that each execution is to hit.")
        private Path orders;

        @Option(names = "--flow", paramLabel = "FILE", required = true,
            description = "A benchmark flow, whose canonical report is hashed.")
        private Path flow;
    }

    /**
     * Creates the command.
     */
    public ReplayCommand() {
    }

    @Override
    public Integer call() throws IOException {
        final Path journal = journalDirectory();
        if (input.orders != null) {
            replayOrders(journal);
        } else {
            replayFlow(journal);
        }
        final boolean equal = differences.count() == 0;
        if (!equal) {
            reportDifferences(journal);
        } else if (directory == null) {
            IoUtil.delete(journal.toFile(), true);
        }
        report.end();
        return equal ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void replayOrders(final Path journal) {
        final List<OrderRow> rows = OrderRow.read(input.orders);
        final BookRows rowsOfBook = book == null ? null : BookRows.read(book);
        try (TradeFile tradeFile = new TradeFile(trades)) {
            final OrderReplay replay = new OrderReplay(rows, rowsOfBook, tradeFile, differences);
            try (ReplayExchange exchange = ReplayExchange.open(journal, OrderRow.tick(rows), replay)) {
                final long start = System.nanoTime();
                replay.run(exchange);
                reportOrders(replay, rows.size(), perSecond(rows.size(), System.nanoTime() - start));
            }
        }
    }

    private void replayFlow(final Path journal) {
        final List<FlowRow> rows = FlowRow.read(input.flow);
        final FlowReplay replay = new FlowReplay(rows, differences);
        try (ReplayExchange exchange = ReplayExchange.open(journal, 1, replay)) {
            final long start = System.nanoTime();
            replay.run(exchange);
            final long messagesPerSecond = perSecond(rows.size(), System.nanoTime() - start);
            reportFlow(replay.report(), exchange.restingOrders(), rows.size(), messagesPerSecond);
        }
    }

    private void reportOrders(final OrderReplay replay, final int commands, final long commandsPerSecond) {
        final Sweeps sweeps = replay.sweeps();
        report.line("book rows   %,9d compared  %,9d equal", replay.rowsCompared(), replay.rowsEqual());
        report.line("sweeps      %,9d compared  %,9d equal", sweeps.compared(), sweeps.equal());
        report.line("commands    %,9d           %,9d a second, journal included", commands, commandsPerSecond);
        report.field("rowsCompared", replay.rowsCompared()).field("rowsEqual", replay.rowsEqual())
            .field("sweepsCompared", sweeps.compared()).field("sweepsEqual", sweeps.equal())
            .field("commands", commands).field("commandsPerSecond", commandsPerSecond);
    }

    private void reportFlow(
        final FlowReport lines, final long resting, final int messages, final long messagesPerSecond) {
        final String hash = lines.sha256();
        if (sha256 != null && !sha256.equalsIgnoreCase(hash)) {
            differences.add("the report's SHA-256 is " + hash + ", not " + sha256);
        }
        report.line("messages  %,9d   %,9d a second, journal included", messages, messagesPerSecond);
        report.line("reports   %,9d", lines.count());
        report.line("resting   %,9d", resting);
        report.line("sha256    %s", hash);
        report.field("messages", messages).field("reports", lines.count()).field("resting", resting)
            .field("sha256", hash).field("messagesPerSecond", messagesPerSecond);
    }

    private void reportDifferences(final Path journal) {
        report.line("%,d differences; the journal is kept in %s; the first:", differences.count(), journal);
        differences.first().forEach(words -> report.line("  %s", words));
        report.field("differences", differences.count()).field("firstDifferences", differences.first())
            .field("journal", journal.toString());
    }

    private Path journalDirectory() throws IOException {
        if (directory == null) {
            return Files.createTempDirectory("everbook-replay-");
        }
        Files.createDirectories(directory);
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new EverbookException(directory + " is not empty; replay into an empty directory");
            }
        }
        return directory;
    }

    private static long perSecond(final int count, final long elapsedNs) {
        return TimeUnit.SECONDS.toNanos(1) * count / Math.max(1, elapsedNs);
    }
}
