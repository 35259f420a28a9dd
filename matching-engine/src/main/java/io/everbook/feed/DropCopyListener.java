package io.everbook.feed;

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
}
