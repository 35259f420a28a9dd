package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * A provider is gone from one moment to the next, in the middle of the flow.
 *
 * <p><b>What happened.</b> On 15 April 2025 one zone of AWS Tokyo lost its main and its backup power for about an hour.
 * At the exchanges that ran there, some orders succeeded and some failed, withdrawals were paused, and at another venue
 * cancels failed. What hurt was less the hour than the doubt: nobody could say of an order sent in the last second
 * whether it had been executed.
 *
 * <p><b>What is injected.</b> Three times the site that leads is killed outright: amid a burst of commands from every
 * session; where a command is committed and its answer has not left; and where a command is in the site's journal and
 * nobody was told. Each time it stays away while the others go on, and then comes back with its files. Then, twice, a
 * site loses its power: what it had not forced to its disk is gone, or a random half of those pages, and its machine
 * comes up with another boot id.
 *
 * <p><b>What must hold.</b> Another site leads and answers within the bound. No acknowledged order is lost and none is
 * executed twice (I1, I10). Every command in doubt comes to a definite answer, applied once or never (I7), and a repeat
 * is answered with the first result (I8). The site that returns comes to the same records, byte for byte (I2), and the
 * same state (I11).
 *
 * <p><b>What is measured.</b> About 100 commands in flight at each loss, and the time from the last answer before to
 * the first after: on two busy cores 0.56 to 0.73 s for the kills of a leader, 0.36 s for the power cuts; of 16,917
 * acknowledged commands none lost.
 */
final class ProviderLost implements Play {
    private static final long AWAY_MS = 3_000;

    @Override
    public void play(final Stage stage) {
        stage.steady(2_000);
        stage.rig().snapshot();
        for (final FaultKind kind : new FaultKind[]{
            FaultKind.KILL_LEADER, FaultKind.KILL_BEFORE_EGRESS, FaultKind.KILL_AFTER_APPEND, FaultKind.POWER_CUT,
            FaultKind.POWER_CUT}) {
            final Struck struck = stage.strike(kind);
            stage.requireAnswers("the loss of " + struck.target());
            struck.last(AWAY_MS).recover();
            stage.measured(kind.label() + " in flight", struck.record().inFlight());
            stage.steady(1_000);
        }
    }
}
