package io.everbook.cli.verify;

import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import java.util.function.Predicate;

/**
 * The random schedule: safety mode, then liveness mode.
 */
final class Campaign implements Play {
    private final long faultyNs;
    private final Predicate<Stage> atPeriodsEnd;
    private SafetyPhase safety;

    /**
     * Prepares it.
     *
     * @param faultyNs     time with a fault in force or being recovered from.
     * @param atPeriodsEnd whether to go on, asked after every period.
     */
    Campaign(final long faultyNs, final Predicate<Stage> atPeriodsEnd) {
        this.faultyNs = faultyNs;
        this.atPeriodsEnd = atPeriodsEnd;
    }

    @Override
    public void play(final Stage stage) {
        safety = new SafetyPhase(stage, atPeriodsEnd);
        if (safety.run(faultyNs)) {
            new LivenessPhase(stage).run();
        }
        stage.measured("faultySeconds", safety.faultyNs() / 1_000_000_000);
    }
}
