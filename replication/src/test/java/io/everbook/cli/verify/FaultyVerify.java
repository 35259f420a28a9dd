package io.everbook.cli.verify;

import io.everbook.cli.trial.ControlledSite;
import io.everbook.cli.trial.TrialParts;
import io.everbook.client.BrokenClients;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The run with a mistake planted, for {@code verify --planted}.
 */
public final class FaultyVerify {
    private FaultyVerify() {
    }

    /**
     * Runs it and ends the process with its exit code.
     *
     * @param args the mistake, then the options.
     */
    public static void main(final String[] args) {
        final VerifyCommand verify = new VerifyCommand(parts(PlantedBug.valueOf(args[0])));
        System.exit(new CommandLine(verify).execute(Arrays.stream(args).skip(1).toArray(String[]::new)));
    }

    private static TrialParts parts(final PlantedBug bug) {
        final String real = ControlledSite.class.getName();
        return switch (bug) {
            case RESEND_LOST -> new TrialParts(TrialParts.siteJava(), real, BrokenClients::withoutResend);
            case EGRESS_HOLE_UNNOTICED -> new TrialParts(TrialParts.siteJava(), real, BrokenClients::withoutFill);
            default -> TrialParts.mistaken(bug.name());
        };
    }
}
