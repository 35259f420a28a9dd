package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * One site is started with another configuration than the others.
 *
 * <p><b>What happened.</b> On 1 October 2020 the Tokyo Stock Exchange stood still for a day: a memory failed, and the
 * automatic switch to the spare did not happen, because a setting had had another meaning since a change of product
 * five years before. A setting that differs is found when it is needed, or at the start.
 *
 * <p><b>What is injected.</b> A follower is stopped and started with half the bound on live orders that the others
 * have. Some seconds later it gets its own configuration back. Twice.
 *
 * <p><b>What must hold.</b> The site refuses to run, and its error names the key and both values. The others don't
 * notice. With the right configuration it comes back and catches up.
 *
 * <p><b>What is measured.</b> That it never took part. The longest silence was 2.5 s, on two cores that had other work
 * too.
 */
final class OtherConfiguration implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        for (int time = 0; time < 2; time++) {
            stage.strike(FaultKind.OTHER_CONFIGURATION).last().recover();
            stage.steady(1_000);
        }
    }
}
