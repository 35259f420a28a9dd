package io.everbook.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of long work, on stderr: a bar where a terminal is looking on, else nothing.
 *
 * <p>The launcher says whether stderr is a terminal, by the system property {@code everbook.terminal}.
 */
public final class Progress implements AutoCloseable {
    private static final int INTERVAL_MS = 250;
    private static final int WIDTH = 100;

    private final ProgressBar bar;

    private Progress(final ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts showing the progress of one piece of work.
     *
     * @param task  what is done, in a word or two.
     * @param total how many steps it has.
     * @return the progress; the caller closes it.
     */
    public static Progress of(final String task, final long total) {
        return new Progress(Boolean.getBoolean("everbook.terminal") ? bar(task, total) : null);
    }

    /**
     * Shows nothing.
     *
     * @return the progress; the caller closes it.
     */
    static Progress none() {
        return new Progress(null);
    }

    /**
     * Moves to a step.
     *
     * @param step reached, from 0 to the total.
     */
    public void at(final long step) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static ProgressBar bar(final String task, final long total) {
        return new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUpdateIntervalMillis(INTERVAL_MS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
    }
}
