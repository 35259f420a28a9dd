package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * One session sends all that it can.
 *
 * <p><b>What happened.</b> On 9 October 2018 one participant of the Tokyo Stock Exchange sent a flood of messages that
 * brought a gateway down; around forty firms could not trade through it, and their cancels did not get through either.
 *
 * <p><b>What is injected.</b> Again and again one session sends without pause, as much as is taken, for a second.
 *
 * <p><b>What must hold.</b> Its window bounds what it can have under way; beyond that its own submits are refused on
 * the spot. The others are answered all the while, their cancels and the operator's halts among them. No site is
 * harmed.
 *
 * <p><b>What is measured.</b> The longest time without an answer to anyone during a flood; it must stay under a
 * second, and was 0.45 s on two busy cores, with 28,115 commands taken in all.
 */
final class FloodBySession implements Play {
    private static final long MAX_SILENCE_NS = 1_000_000_000;

    @Override
    public void play(final Stage stage) {
        stage.steady(1_000);
        stage.rig().snapshot();
        for (int flood = 0; flood < 6; flood++) {
            final Struck struck = stage.strike(FaultKind.FLOOD);
            struck.last().recover();
            struck.record().measure(stage.clients().answerTimes());
            stage.require(struck.record().gapNs() < MAX_SILENCE_NS,
                "nobody was answered for " + struck.record().gapNs() / 1_000_000 + " ms during a flood");
            stage.steady(500);
        }
    }
}
