package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * A consumer of events stops reading.
 *
 * <p><b>What happened.</b> In November 2020 AWS Kinesis failed in us-east-1, and with it everything that waited for it:
 * producers blocked on a stream that nobody drained, and services far from any stream stood still because one of their
 * threads did.
 *
 * <p><b>What is injected.</b> One after the other, sessions stop reading for seconds while trades go on that concern
 * their orders. Then they read again.
 *
 * <p><b>What must hold.</b> Matching waits for nobody: the other sessions are answered as before. What the sites could
 * not send to the one that didn't read it asks for afterwards, and sees every event once and in order (I23).
 *
 * <p><b>What is measured.</b> The longest time without an answer to anyone while one session didn't read; it must stay
 * under a second, and was 0.39 s on two busy cores.
 */
final class StalledConsumer implements Play {
    private static final long MAX_SILENCE_NS = 1_000_000_000;

    @Override
    public void play(final Stage stage) {
        stage.steady(1_000);
        stage.rig().snapshot();
        for (int session = 0; session < 4; session++) {
            final Struck struck = stage.strike(FaultKind.SLOW_READER);
            struck.last(4_000).recover();
            struck.record().measure(stage.clients().answerTimes());
            stage.require(struck.record().gapNs() < MAX_SILENCE_NS,
                "nobody was answered for " + struck.record().gapNs() / 1_000_000 + " ms while one session didn't read");
            stage.steady(1_000);
        }
    }
}
