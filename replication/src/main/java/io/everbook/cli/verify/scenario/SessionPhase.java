package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * The trading phase survives the loss of the site that led through it.
 *
 * <p><b>What happened.</b> On 24 January 2023 a part of the New York Stock Exchange's symbols went straight into
 * continuous trading: a system that took over believed that the opening had been held. A halt that a failover forgets
 * is worse than an outage, since the venue trades when it must not.
 *
 * <p><b>What is injected.</b> All the while the operator halts an instrument, lets cancels in, cancels what a session
 * has left, and opens the instrument again, every few seconds. Into that the leader is killed eight times.
 *
 * <p><b>What must hold.</b> The instrument's state at every command is that of the last change before it in the log,
 * whoever leads: no order enters a halted instrument, none is turned away from an open one (I22). The operator's own
 * commands are done once each.
 *
 * <p><b>What is measured.</b> State changes and decisions held against the phase, 8,776 of them through the eight
 * losses, on two cores that had other work too; the longest silence was 2.7 s.
 */
final class SessionPhase implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_000);
        stage.rig().snapshot();
        for (int loss = 0; loss < 8; loss++) {
            final Struck struck = stage.strike(FaultKind.KILL_LEADER);
            stage.requireAnswers("the loss of " + struck.target());
            struck.last(300).recover();
            stage.steady(stage.random().nextLong(700));
        }
    }
}
