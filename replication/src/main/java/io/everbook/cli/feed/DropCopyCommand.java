package io.everbook.cli.feed;

import io.aeron.driver.MediaDriver;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.feed.DropCopyListener;
import io.everbook.protocol.DropCopyRefusedDecoder;
import io.everbook.protocol.ExecutionReportDecoder;
import io.everbook.publish.DropCopySubscriber;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/**
 * {@code everbook drop-copy}: a sample subscriber, which prints a firm's execution reports.
 */
@Command(
    name = "drop-copy",
    description = "Follows a firm's execution reports and prints them. Exit 1: it was refused.")
public final class DropCopyCommand implements Callable<Integer>, DropCopyListener {
    @Mixin
    private SubscriberOptions options;

    @Option(names = "--credentials", paramLabel = "PARTICIPANT:SECRET", required = true, description = "As whom.")
    private String credentials;

    @Option(names = "--firm", paramLabel = "ID", defaultValue = "0",
        description = "The participant; 0, every one, is the operator's alone.")
    private int firm;

    @Option(names = "--session", paramLabel = "ID", defaultValue = "0", description = "0: every session of the firm.")
    private int session;

    @Option(names = "--from", paramLabel = "ID", defaultValue = "1",
        description = "The execution id to begin with; default ${DEFAULT-VALUE}.")
    private long from;

    @Mixin
    private Report report;

    private long reports;

    /**
     * Creates the command.
     */
    public DropCopyCommand() {
    }

    @Override
    public Integer call() {
        try (MediaDriver driver = options.driver();
             DropCopySubscriber subscriber = new DropCopySubscriber(
                 options.subscriber(driver, credentials), from, firm, session, this)) {
            final IdleStrategy idle = SubscriberOptions.idleStrategy();
            final long startedNs = System.nanoTime();
            while (!options.isOver(startedNs) && !subscriber.receiver().isRefused()) {
                idle.idle(subscriber.poll());
            }
            return end(subscriber);
        }
    }

    private int end(final DropCopySubscriber subscriber) {
        report.field("reports", reports)
            .field("lastExecutionId", subscriber.receiver().lastExecutionId())
            .field("throughExecutionId", subscriber.receiver().throughExecutionId())
            .field("refused", subscriber.receiver().isRefused())
            .end();
        return subscriber.receiver().isRefused() ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }

    @Override
    public void onExecutionReport(final ExecutionReportDecoder message) {
        reports++;
        report.line("%d %s session %d order %d instrument %d %s price %s last %s x %d leaves %d executed %d %s",
            message.executionId(), message.execType(), message.session(), message.orderId(), message.instrument(),
            message.side(), text(message.price()), text(message.lastPrice()), message.lastQuantity(),
            message.leavesQuantity(), message.executedQuantity(), message.reason());
    }

    private static String text(final long price) {
        return price == ExecutionReportDecoder.priceNullValue() ? "-" : Long.toString(price);
    }

    @Override
    public void onRefused(final DropCopyRefusedDecoder refusal) {
        report.line("refused: %s", refusal.result());
    }
}
