package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * A follower comes back with an old copy of its disk.
 *
 * <p><b>What happened.</b> Restoring a machine from yesterday's snapshot is the first thing an operator thinks of in an
 * outage, and a cloud's own tools do it unasked when a volume is lost.
 *
 * <p><b>What is injected.</b> A follower's directory is copied; the follower goes on for some seconds of flow; then it
 * is killed, its directory replaced by the copy, and started.
 *
 * <p><b>What must hold.</b> As long as the others have what it lost, it comes to the same records as they have, byte
 * for byte, whatever its old files said; nothing acknowledged is lost.
 *
 * <p><b>What is measured.</b> Nobody waits: the longest silence was 0.28 s, that of a follower's loss on two busy
 * cores.
 */
final class OldDisk implements Play {
    @Override
    public void play(final Stage stage) {
        stage.steady(1_500);
        stage.rig().snapshot();
        stage.strike(FaultKind.OLD_DISK).last().recover();
        stage.steady(1_000);
    }
}
