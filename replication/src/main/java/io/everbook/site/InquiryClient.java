package io.everbook.site;

import io.aeron.Aeron;

/**
 * The Aeron clients of inquiries: each is driven by its owner's duty cycle.
 */
final class InquiryClient {
    private InquiryClient() {
    }

    static Aeron connect(final SiteConfig config, final String name) {
        return Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(config.aeronDirectory())
            .useConductorAgentInvoker(true)
            .clientName(name)
            .errorHandler(new SiteErrors(name, System.err, Halt.PROCESS, new DeletedLog())));
    }
}
