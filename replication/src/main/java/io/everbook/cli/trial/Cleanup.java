package io.everbook.cli.trial;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.CloseHelper;

/**
 * Sees to it that an end from outside, Ctrl-C included, leaves no process and nothing in shared memory: as a hook of
 * the process until it is closed.
 */
public final class Cleanup implements AutoCloseable {
    private final Workspace workspace;
    private final Thread hook = new Thread(this::cleanUp, "cleanup");
    private final List<AutoCloseable> toClose = new CopyOnWriteArrayList<>();
    private volatile SiteGroup cluster;

    /**
     * Installs the hook.
     *
     * @param workspace whose memory is removed.
     */
    public Cleanup(final Workspace workspace) {
        this.workspace = workspace;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Names the sites that are to be killed too.
     *
     * @param running the sites.
     */
    public void alsoKill(final SiteGroup running) {
        cluster = running;
    }

    /**
     * Names something else that is to be closed, the last one first.
     *
     * @param resource to close; closing it twice does no harm.
     */
    public void alsoClose(final AutoCloseable resource) {
        toClose.add(0, resource);
    }

    @Override
    public void close() {
        workspace.removeMemory();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            workspace.removeMemory();
        }
    }

    private void cleanUp() {
        try {
            if (cluster != null) {
                cluster.killAll();
            }
        } finally {
            CloseHelper.quietCloseAll(toClose);
            workspace.removeMemory();
            workspace.removeTemporary();
        }
    }
}
