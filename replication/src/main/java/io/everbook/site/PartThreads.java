package io.everbook.site;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the thread of a site's part and tells of its end, however it came: a part that failed in its start, say, prints
 * its error and is gone, and the others wait for it for ever.
 */
final class PartThreads implements ThreadFactory {
    private final Runnable onEnd;

    /**
     * Creates the factory of a part.
     *
     * @param onEnd run as the last thing of a thread.
     */
    PartThreads(final Runnable onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public Thread newThread(final Runnable task) {
        return new Thread(() -> {
            try {
                task.run();
            } finally {
                onEnd.run();
            }
        });
    }
}
