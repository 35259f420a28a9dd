package io.everbook.cli.bench;

import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.cli.trial.Cleanup;
import io.everbook.cli.trial.Workspace;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * The media driver of the load, in this process, with the settings of a site's.
 */
final class LoadDriver implements AutoCloseable {
    private static final int TERM_LENGTH = 1 << 20;
    private final Workspace workspace = new Workspace("bench-load", null);
    private final Cleanup cleanup = new Cleanup(workspace);
    private final MediaDriver driver;
    private final Aeron aeron;

    /**
     * Starts it.
     */
    LoadDriver() {
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(workspace.shm().resolve("load").toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy(10, 5, 1_000, 50_000))
            .publicationTermBufferLength(TERM_LENGTH)
            .ipcTermBufferLength(TERM_LENGTH)
            .termBufferSparseFile(true));
        aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
    }

    Aeron aeron() {
        return aeron;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver, cleanup);
        workspace.removeTemporary();
    }
}
