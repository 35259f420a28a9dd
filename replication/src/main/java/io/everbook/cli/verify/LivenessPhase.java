package io.everbook.cli.verify;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;
import java.util.List;

/**
 * A quorum is healed and every other fault stays for good: the sites must answer, and go on answering.
 */
final class LivenessPhase {
    private static final long STEADY_MS = 5_000;
    private static final long MAX_SILENCE_MS = 2_000;
    private static final List<FaultKind> PERMANENT = List.of(FaultKind.KILL_LEADER, FaultKind.KILL_FOLLOWER,
        FaultKind.PAUSE_LEADER, FaultKind.PAUSE_FOLLOWER, FaultKind.ISOLATE_LEADER, FaultKind.ISOLATE_FOLLOWER);
    private final Stage stage;

    LivenessPhase(final Stage stage) {
        this.stage = stage;
    }

    /**
     * Runs it; the fault stays in force.
     */
    void run() {
        final FaultKind kind = PERMANENT.get(stage.random().nextInt(PERMANENT.size()));
        final Struck struck = stage.strike(kind);
        stage.excuse(struck.target());
        final long before = stage.clients().answered();
        stage.requireLive(stage.watch(() -> stage.clients().answered() > before + 10, Stage.BOUND_MS),
            () -> "no answer within " + Stage.BOUND_MS + " ms with a quorum healed, after " + kind.label());
        stage.steady(MAX_SILENCE_MS);
        struck.over();
        stage.require(goesOn(), "answers stopped with a quorum healed and " + kind.label() + " for good");
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
