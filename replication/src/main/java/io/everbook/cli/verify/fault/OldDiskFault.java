package io.everbook.cli.verify.fault;

import io.everbook.cli.SystemCommand;
import io.everbook.cli.trial.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A follower is stopped, its directory copied, and started again; a while later it is killed and comes back with the
 * old copy: all that it held since is gone, though the others count on it.
 */
final class OldDiskFault extends Fault {
    private Path copy;
    private boolean back;

    private OldDiskFault(final SplittableRandom random) {
        super(random, 12_000, 12_000);
    }

    static Fault of(final SplittableRandom random) {
        return new OldDiskFault(random);
    }

    @Override
    public boolean isSudden() {
        return false;
    }

    @Override
    public void strike(final Rig rig) {
        stopFollower(rig);
        final Path site = rig.workspace().site(victim().name());
        copy = site.resolveSibling(victim().name() + ".old");
        SystemCommand.run("cp", "-a", "--sparse=always", site.toString(), copy.toString());
        rig.start(victim());
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        back |= isCaughtUp(rig, victim());
    }

    @Override
    public void lift(final Rig rig) {
        rig.kill(victim());
        victim().kill();
        final Path site = rig.workspace().site(victim().name());
        Workspace.remove(site);
        SystemCommand.run("mv", copy.toString(), site.toString());
        rig.start(victim());
    }

    @Override
    public List<String> complaints() {
        return back ? List.of() : List.of(victim().name() + " never caught up before");
    }
}
