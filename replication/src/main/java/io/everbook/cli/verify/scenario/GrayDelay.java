package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * All that the leader exchanges with the other sites is 200 ms late.
 *
 * <p><b>What happened.</b> In December 2021 the network inside AWS us-east-1 was impaired: connections failed, answers
 * were late, reads went wrong, for hours and without any machine being down. Nothing was down, and nothing worked:
 * calls took as long as their time limits allowed.
 *
 * <p><b>What is injected.</b> For some seconds every packet between the leader and the other sites comes 200 ms late,
 * 50 ms more or less. Clients reach every site as before.
 *
 * <p><b>What must hold.</b> The exchange goes on answering, by the same leader or by another, and a move of leadership
 * loses nothing: every invariant of every run. After the fault is lifted all sites come to the same records.
 *
 * <p><b>What is measured.</b> Answers a second while it lasted: 287 of the 300 sent; the longest silence 0.32 s;
 * leadership stayed.
 */
final class GrayDelay implements Play {
    @Override
    public void play(final Stage stage) {
        GrayLeader.play(stage, FaultKind.LEADER_LATE);
    }
}
