package io.everbook.client;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.RethrowingErrorHandler;
import io.aeron.exceptions.AeronException;
import java.io.File;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The Aeron client in use: the embedder's, or one of our own that is made anew when its media driver has died and
 * another runs in its place.
 */
final class AeronHolder implements AutoCloseable {
    private static final long RETRY_INTERVAL_NS = 100_000_000L;
    private static final long DRIVER_ACTIVE_MS = 1_000;

    private final String directory;
    private final boolean owned;
    private final NanoClock clock;
    private Aeron aeron;
    private long nextAttemptNs;

    AeronHolder(final ClientConfig config) {
        aeron = config.aeron();
        owned = null == aeron;
        directory = config.aeronDirectory();
        clock = config.nanoClock();
        nextAttemptNs = clock.nanoTime();
    }

    /** The Aeron client, or null as long as there is none to use. */
    Aeron aeron() {
        if (null != aeron && !aeron.isClosed()) {
            return aeron;
        }
        return owned && clock.nanoTime() - nextAttemptNs >= 0 ? connect() : null;
    }

    private Aeron connect() {
        nextAttemptNs = clock.nanoTime() + RETRY_INTERVAL_NS;
        CloseHelper.quietClose(aeron);
        aeron = null;
        try {
            if (CommonContext.isDriverActive(new File(directory), DRIVER_ACTIVE_MS, message -> { })) {
                aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(directory)
                    .idleStrategy(new SleepingMillisIdleStrategy(1))
                    .errorHandler(error -> { })
                    .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
            }
        } catch (final AeronException | IllegalStateException notReadyYet) {
            return null;
        }
        return aeron;
    }

    @Override
    public void close() {
        if (owned) {
            CloseHelper.close(aeron);
        }
    }
}
