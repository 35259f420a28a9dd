package io.everbook.cli.trial;

/**
 * Sees to it that an end from outside, Ctrl-C included, leaves no process and nothing in shared memory: as a hook of
 * the process until it is closed.
 */
public final class Cleanup implements AutoCloseable {
    private final Workspace workspace;
    private final Thread hook = new Thread(this::cleanUp, "cleanup");
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
            workspace.removeMemory();
            workspace.removeTemporary();
        }
    }
}
