package io.everbook.cli.demo;

import io.everbook.client.BrokenClients;
import io.everbook.client.ExchangeClient;

/**
 * The parts of a demo of which one is broken on purpose.
 */
final class BrokenParts {
    private BrokenParts() {
    }

    static DemoParts of(final String what) {
        final JavaCommand java = DemoParts.siteJava();
        final String site = ControlledSite.class.getName();
        return switch (what) {
            case "resend" -> new DemoParts(java, site, BrokenClients::withoutResend);
            case "fill" -> new DemoParts(java, site, BrokenClients::withoutFill);
            case "dedupe" -> new DemoParts(java, ForgetfulSite.class.getName(), ExchangeClient::new);
            default -> throw new IllegalArgumentException("--break takes resend, dedupe or fill, not " + what);
        };
    }
}
