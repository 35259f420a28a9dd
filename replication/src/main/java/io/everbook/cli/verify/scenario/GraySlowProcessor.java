package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * The leader's processor is taken from it for two thirds of the time.
 *
 * <p><b>What happened.</b> In December 2021 the network inside AWS us-east-1 was impaired: connections failed, answers
 * were late, reads went wrong, for hours and without any machine being down. A machine that is slow and alive passes
 * every check of being alive.
 *
 * <p><b>What is injected.</b> For some seconds it gets a third of a processor, in turns of 60 ms. Clients reach every
 * site as before.
 *
 * <p><b>What must hold.</b> The exchange goes on answering, by the same leader or by another, and a move of leadership
 * loses nothing: every invariant of every run. After the fault is lifted all sites come to the same records.
 *
 * <p><b>What is measured.</b> Answers a second: 266 before and 270 while it lasted, on two busy cores; the longest
 * silence 0.16 s; leadership stayed.
 */
final class GraySlowProcessor implements Play {
    @Override
    public void play(final Stage stage) {
        GrayLeader.play(stage, FaultKind.SLOW_PROCESSOR);
    }
}
