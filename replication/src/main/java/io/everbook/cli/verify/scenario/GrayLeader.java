package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * What the scenarios of a leader that is slow and alive share.
 */
final class GrayLeader {
    private static final long BEFORE_MS = 3_000;
    private static final long LASTS_MS = 12_000;
    private static final long SECOND_MS = 1_000;

    private GrayLeader() {
    }

    static void play(final Stage stage, final FaultKind kind) {
        stage.rig().snapshot();
        final long start = stage.clients().answered();
        stage.steady(BEFORE_MS);
        final long before = stage.clients().answered() - start;
        final Struck struck = stage.strike(kind);
        final long atStrike = stage.clients().answered();
        struck.last(LASTS_MS);
        final long during = stage.clients().answered() - atStrike;
        final String leader = stage.rig().leader().map(site -> site.name()).orElse("none");
        struck.recover();
        stage.require(during > 0, "no answer while the leader was slow");
        stage.measured("answers a second before", before * SECOND_MS / BEFORE_MS);
        stage.measured("answers a second meanwhile", during * SECOND_MS / LASTS_MS);
        stage.measured("leadership moved", !leader.equals(struck.target()));
        stage.steady(SECOND_MS);
    }
}
