package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * One provider is lost and comes back, and then another goes: once after the first reported CAUGHT_UP, once before.
 *
 * <p><b>What happened.</b> AWS failed on 20 October 2025, Azure on 29 October 2025, AWS again the day after. A venue
 * that had moved everything to the provider that was still there had no spare left when that one failed too.
 *
 * <p><b>What is injected.</b> The leader is killed, comes back and catches up; then the new leader is killed. After
 * that the same again without waiting: while the first is still on its way back, the second goes, so that for a while
 * there is no quorum.
 *
 * <p><b>What must hold.</b> With the first caught up, the loss of the second is a failover like any other. With the
 * first still catching up, the exchange pauses and goes on as soon as it is back: nothing acknowledged is lost, nothing
 * is done twice. Under MEMORY_QUORUM that holds because the first lost its process and not its machine; had it lost
 * power, the second loss before CAUGHT_UP is what the durability's words exclude.
 *
 * <p><b>What is measured.</b> The longest silence, which is the pause without a quorum: 5.6 s on two busy cores,
 * nearly all of it the start of the first one's process; of 6,798 commands none lost.
 */
final class SecondProviderLost implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        after(stage);
        stage.steady(1_500);
        before(stage);
        stage.steady(1_500);
    }

    private static void after(final Stage stage) {
        for (int loss = 0; loss < 2; loss++) {
            final Struck struck = stage.strike(FaultKind.KILL_LEADER);
            stage.requireAnswers("the loss of " + struck.target());
            struck.last(1_000).recover();
        }
    }

    private static void before(final Stage stage) {
        final Struck first = stage.strike(FaultKind.KILL_LEADER);
        stage.requireAnswers("the loss of " + first.target());
        first.lift();
        final Struck second = stage.strike(FaultKind.KILL_LEADER);
        stage.require(!second.target().equals(first.target()), "the same site was lost twice");
        second.last(2_000).recover();
        first.recover();
    }
}
