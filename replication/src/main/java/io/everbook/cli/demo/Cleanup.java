package io.everbook.cli.demo;

/**
 * Sees to it that an end from outside, Ctrl-C included, leaves no process and nothing in shared memory: as a hook of
 * the process until it is closed.
 */
final class Cleanup implements AutoCloseable {
    private final Workspace workspace;
    private final Thread hook = new Thread(this::cleanUp, "demo-cleanup");
    private volatile DemoCluster cluster;

    Cleanup(final Workspace workspace) {
        this.workspace = workspace;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void alsoKill(final DemoCluster running) {
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
