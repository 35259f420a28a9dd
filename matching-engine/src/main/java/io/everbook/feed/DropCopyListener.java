package io.everbook.feed;

import io.everbook.protocol.DropCopyRefusedDecoder;
import io.everbook.protocol.ExecutionReportDecoder;

/**
 * Told every execution report of a subscription, each once and in the order of execution ids, on the receiver's thread.
 */
@FunctionalInterface
public interface DropCopyListener {
    /**
     * One report.
     *
     * @param report valid during the call.
     */
    void onExecutionReport(ExecutionReportDecoder report);

    /**
     * The subscription is refused, or ended: the receiver asks no more.
     *
     * @param refusal why; valid during the call.
     */
    default void onRefused(final DropCopyRefusedDecoder refusal) {
    }
}
