package io.everbook.cli.demo;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.Workspace;
import io.everbook.site.SiteConfig;
import io.everbook.site.Switchover;

/**
 * Moves the leadership to the next site as an operator does, with the traders going on.
 */
final class PlannedMove {
    private PlannedMove() {
    }

    /**
     * Moves it.
     *
     * @param leader    that leads now.
     * @param workspace of the run.
     * @return what happened.
     */
    static Failover from(final SiteProcess leader, final Workspace workspace) {
        final SiteConfig config = SiteConfig.load(workspace.configuration(leader.name()));
        try (Switchover switchover = new Switchover(
            config, null, workspace.shm().resolve(TradingDesk.DRIVER).toString())) {
            switchover.states();
            final Failover failover =
                new Failover(Failover.Cause.MOVE, leader.name(), 0, System.nanoTime(), leader.stoppedAt());
            final Switchover.Moved moved = switchover.move(null);
            if (!moved.moved()) {
                throw new EverbookException("the leadership was to move on from " + moved.from()
                    + ", and " + moved.to() + " leads, not the next site");
            }
            failover.recovered(moved.to(), System.nanoTime());
            return failover;
        }
    }
}
