package io.everbook.cli.verify.client;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * The clients' media driver as a process, so that it stands on a host of its own: only the driver speaks to the
 * network, its clients reach it through shared memory. Ends with its standard input.
 */
public final class DriverProcess {
    static final String READY = "DRIVER READY";

    private DriverProcess() {
    }

    /**
     * Runs it.
     *
     * @param args the driver's directory.
     * @throws IOException if its standard input can't be read.
     */
    public static void main(final String[] args) throws IOException {
        final MediaDriver driver = MediaDriver.launch(context(args[0]));
        try {
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            driver.close();
        }
    }

    private static MediaDriver.Context context(final String directory) {
        return new MediaDriver.Context()
            .aeronDirectoryName(directory)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy(10, 5, 1_000, 50_000))
            .publicationTermBufferLength(1 << 20)
            .ipcTermBufferLength(1 << 20)
            .termBufferSparseFile(true)
            .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
            .publicationConnectionTimeoutNs(TimeUnit.SECONDS.toNanos(1))
            .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(2))
            .warnIfDirectoryExists(false)
            .errorHandler(error -> System.err.println("WARN driver: " + error));
    }
}
