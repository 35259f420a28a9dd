package io.everbook.cli.demo;

import io.everbook.cli.trial.ControlledSite;
import io.everbook.cli.trial.ForgetfulSite;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.TrialParts;
import io.everbook.client.BrokenClients;
import io.everbook.client.ExchangeClient;

/**
 * The parts of a demo of which one is broken on purpose.
 */
final class BrokenParts {
    private BrokenParts() {
    }

    static TrialParts of(final String what) {
        final JavaCommand java = TrialParts.siteJava();
        final String site = ControlledSite.class.getName();
        return switch (what) {
            case "resend" -> new TrialParts(java, site, BrokenClients::withoutResend);
            case "fill" -> new TrialParts(java, site, BrokenClients::withoutFill);
            case "dedupe" -> new TrialParts(java, ForgetfulSite.class.getName(), ExchangeClient::new);
            default -> throw new IllegalArgumentException("--break takes resend, dedupe or fill, not " + what);
        };
    }
}
