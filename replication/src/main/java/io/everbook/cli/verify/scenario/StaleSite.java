package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * A site that used to lead comes back and believes that it still does.
 *
 * <p><b>What happened.</b> On 24 January 2023 the recovery site of the New York Stock Exchange was still running when
 * the main site started. Each was live by its own light; the opening auction was skipped for a part of the symbols, and
 * 4,341 trades were busted afterwards.
 *
 * <p><b>What is injected.</b> The leader is cut off from the other sites and killed; another leads. The old leader is
 * started again with the files it had, still cut off, and clients reach it. Then it is let back.
 *
 * <p><b>What must hold.</b> There is one leader at a time: the old one never leads by itself and answers no command. A
 * command is taken by one writer, epochs never decrease, and no answer comes from anywhere but the log (I6). Back among
 * the others the old leader has their records and none of its own.
 *
 * <p><b>What is measured.</b> The silence at the loss of the leader, 0.65 s on two busy cores, and that the stale site
 * never said that it leads.
 */
final class StaleSite implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        for (int time = 0; time < 2; time++) {
            final Struck struck = stage.strike(FaultKind.STALE_RESTART);
            stage.requireOtherLeader(struck.target(), "it was cut off and killed");
            stage.requireAnswers("the loss of " + struck.target());
            struck.last().recover();
            stage.steady(1_000);
        }
    }
}
