package io.everbook.cli.verify.scenario;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.Play;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;

/**
 * DNS, the cloud's interfaces and every control plane are gone; only the sites reach each other.
 *
 * <p><b>What happened.</b> On 20 October 2025 a fault of DNS in AWS us-east-1 took Coinbase and Robinhood down for
 * hours. Their machines ran. What they could not do was find each other, because finding each other went through a
 * service that was part of the outage; ten days later it happened again.
 *
 * <p><b>What is injected.</b> The sites and the clients stand in networks where nothing but each other can be reached:
 * no resolver, no default route, no time server. In there the leader is killed and started again, a follower is killed
 * and started again, and every client drops its connections and connects anew.
 *
 * <p><b>What must hold.</b> Start, failover, return and reconnection work without asking anyone but the sites. All that
 * every run must hold besides.
 *
 * <p><b>What is measured.</b> That no route leads out, and the silences, which are those of any failover: 1.1 s at the
 * kill of the leader on two cores that had other work too, 0.1 s at that of a follower.
 */
final class NoControlPlane implements Play {
    @Override
    public void play(final Stage stage) {
        stage.require(stage.rig().sites().stream().allMatch(site -> isAlone(site.pid())),
            "a site has a route to more than the others");
        stage.steady(1_000);
        stage.rig().snapshot();
        for (final FaultKind kind : new FaultKind[]{
            FaultKind.KILL_LEADER, FaultKind.KILL_FOLLOWER, FaultKind.CLIENT_DISCONNECT}) {
            final Struck struck = stage.strike(kind);
            stage.requireAnswers(kind.label());
            struck.last().recover();
            stage.steady(1_000);
        }
    }

    private static boolean isAlone(final long pid) {
        try {
            final String routes =
                SystemCommand.run("nsenter", "--net=/proc/" + pid + "/ns/net", "--", "ip", "route", "show");
            return !routes.contains("default");
        } catch (final EverbookException e) {
            return false;
        }
    }
}
