package io.everbook.cli.feed;

import io.aeron.driver.MediaDriver;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.feed.ReceiverCounts;
import io.everbook.feed.ReceiverState;
import io.everbook.feed.ReceiverTimes;
import io.everbook.publish.MarketDataSubscriber;
import io.everbook.protocol.FeedChannel;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * {@code everbook market-data}: a sample subscriber, which joins a site's market data whenever it is started, prints
 * the books as they change, and recovers what it misses.
 */
@Command(
    name = "market-data",
    description = "Follows a site's market data and prints the books. Exit 1: it was not in step at the end.")
public final class MarketDataCommand implements Callable<Integer> {
    @Mixin
    private SubscriberOptions options;

    @Option(names = "--channel", paramLabel = "NAME", defaultValue = "LEVELS",
        description = "TOP, LEVELS or ORDERS; default ${DEFAULT-VALUE}.")
    private FeedChannel channel;

    @Option(names = "--instrument", paramLabel = "ID", description = "The one to print; default: all.")
    private Integer instrument;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "5",
        description = "Price levels to print; default ${DEFAULT-VALUE}.")
    private int depth;

    @Option(names = "--every", paramLabel = "MS", defaultValue = "500",
        description = "The least time between two prints; default ${DEFAULT-VALUE}.")
    private int everyMs;

    @Option(names = "--partition", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private int partition;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public MarketDataCommand() {
    }

    @Override
    public Integer call() {
        final BookPrinter printer = new BookPrinter(report, instrument, depth, TimeUnit.MILLISECONDS.toNanos(everyMs));
        try (MediaDriver driver = options.driver();
             MarketDataSubscriber subscriber = new MarketDataSubscriber(
                 options.subscriber(driver, ""), partition, channel, ReceiverTimes.DEFAULT, printer)) {
            follow(subscriber, printer);
            return end(subscriber, printer);
        }
    }

    private void follow(final MarketDataSubscriber subscriber, final BookPrinter printer) {
        final IdleStrategy idle = SubscriberOptions.idleStrategy();
        final long startedNs = System.nanoTime();
        while (!options.isOver(startedNs) && !Thread.currentThread().isInterrupted()) {
            idle.idle(subscriber.poll());
            printer.poll(System.nanoTime());
        }
    }

    private int end(final MarketDataSubscriber subscriber, final BookPrinter printer) {
        final ReceiverCounts counts = subscriber.receiver().counts();
        final boolean inStep = subscriber.receiver().state() == ReceiverState.FOLLOWING;
        printer.print();
        report.line("%s at sequence %d: %d packets, %d gaps, %d snapshots", subscriber.receiver().state(),
            subscriber.receiver().sequence(), counts.applied(), counts.gaps(), counts.snapshots());
        report.field("inStep", inStep)
            .field("sequence", subscriber.receiver().sequence())
            .field("packets", counts.applied())
            .field("gaps", counts.gaps())
            .field("snapshots", counts.snapshots())
            .field("trades", printer.trades())
            .field("books", printer.books())
            .end();
        return inStep ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
}
