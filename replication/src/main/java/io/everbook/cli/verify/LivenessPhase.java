package io.everbook.cli.verify;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;
import java.util.List;

/**
 * A site fails for good, and then a fault takes the quorum of those that are left. That one is healed, the first is
 * not: the sites must answer, and go on answering.
 */
final class LivenessPhase {
    private static final long STEADY_MS = 5_000;
    private static final long MAX_SILENCE_MS = 2_000;
    private static final List<FaultKind> PERMANENT = List.of(FaultKind.KILL_LEADER, FaultKind.KILL_FOLLOWER,
        FaultKind.PAUSE_LEADER, FaultKind.PAUSE_FOLLOWER, FaultKind.ISOLATE_LEADER, FaultKind.ISOLATE_FOLLOWER);
    private static final List<FaultKind> HEALED =
        List.of(FaultKind.PAUSE_LEADER, FaultKind.ISOLATE_LEADER, FaultKind.UNPLUG_LEADER);
    private final Stage stage;

    LivenessPhase(final Stage stage) {
        this.stage = stage;
    }

    /**
     * Runs it; the first fault stays in force.
     */
    void run() {
        final Struck forGood = strike(PERMANENT);
        stage.excuse(forGood.target());
        requireAnswers("with " + forGood.kind().label() + " for good");
        final Struck healed = strike(HEALED);
        healed.last().recover();
        requireAnswers("with a quorum healed, after " + healed.kind().label());
        forGood.over();
        stage.require(goesOn(), "answers stopped with a quorum healed and " + forGood.kind().label() + " for good");
    }

    private Struck strike(final List<FaultKind> kinds) {
        return stage.strike(kinds.get(stage.random().nextInt(kinds.size())));
    }

    private void requireAnswers(final String when) {
        final long before = stage.clients().answered();
        stage.requireLive(stage.watch(() -> stage.clients().answered() > before + 10, Stage.BOUND_MS),
            () -> "no answer within " + Stage.BOUND_MS + " ms " + when);
    }

    private boolean goesOn() {
        boolean going = true;
        for (long ms = 0; going && ms < STEADY_MS; ms += MAX_SILENCE_MS / 4) {
            final long before = stage.clients().answered();
            stage.steady(MAX_SILENCE_MS / 4);
            going = stage.watch(() -> stage.clients().answered() > before, MAX_SILENCE_MS);
        }
        return going;
    }
}
