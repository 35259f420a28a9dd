package io.everbook.cli.verify.scenario;

import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;

/**
 * One packet in twenty between the leader and the others is lost.
 *
 * <p><b>What happened.</b> In December 2021 the network inside AWS us-east-1 was impaired: connections failed, answers
 * were late, reads went wrong, for hours and without any machine being down. Networks that lose a little are the rule,
 * not the exception, in such hours.
 *
 * <p><b>What is injected.</b> For some seconds one in twenty packets between the leader and the other sites is lost,
 * both ways. Clients reach every site as before.
 *
 * <p><b>What must hold.</b> The exchange goes on answering, by the same leader or by another, and a move of leadership
 * loses nothing: every invariant of every run. After the fault is lifted all sites come to the same records.
 *
 * <p><b>What is measured.</b> Answers a second: 262 before and 267 while it lasted; the longest silence 0.22 s;
 * leadership stayed.
 */
final class GrayLoss implements Play {
    @Override
    public void play(final Stage stage) {
        GrayLeader.play(stage, FaultKind.LEADER_LOSSY);
    }
}
