package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * A command breaks the matching logic, on every site alike.
 *
 * <p><b>What happened.</b> On 19 October 2023 the London Stock Exchange stopped trading in all but its largest shares,
 * twice in a day. The fault was in the matching logic, and so the mirror, which ran the same logic on the same
 * commands, was hit by it too. Replication protects from the loss of a site; it does not protect from a command that no
 * site can decide, and every restart replays it.
 *
 * <p><b>What is injected.</b> The sites run an engine that fails on orders of one certain quantity. Amid the flow a
 * client sends one. Every site halts. The operator reads the sequence that they name, has it skipped on every site with
 * what {@code ./everbook quarantine} does, and starts them again.
 *
 * <p><b>What must hold.</b> Every site halts, at one and the same sequence, and none answers beyond it. Started again
 * they agree on what is skipped before they vote, the command's session is told CommandRejected QUARANTINED, and all
 * that was in flight behind it is decided, once (I1, I7). What was acknowledged before is there (I10), and the records
 * of all sites are equal byte for byte (I2), the skipped one among them.
 *
 * <p><b>What is measured.</b> The time from the poison to the first answer after it: 12.6 s on two busy cores, three
 * of which the operator takes to decide, and the rest is the start of three processes.
 */
final class PoisonCommand implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        stage.steady(500);
        final Struck struck = stage.strike(FaultKind.POISON);
        struck.last().recover();
        stage.requireAnswers("the quarantine");
        struck.record().measure(stage.clients().answerTimes());
        stage.measured("ms without an answer", struck.record().gapNs() / 1_000_000);
        stage.steady(1_500);
    }
}
