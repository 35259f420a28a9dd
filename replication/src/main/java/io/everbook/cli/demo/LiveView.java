package io.everbook.cli.demo;

import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.SiteState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows a run while it runs: on a terminal a few lines that are drawn over again, elsewhere a line a second.
 */
final class LiveView implements AutoCloseable {
    private static final long TERMINAL_MS = 250;
    private static final long PLAIN_MS = 1_000;
    private static final long ANSWER_MS = 50;
    private static final long JOIN_MS = 2_000;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\u001b[2K";
    private final Thread thread = new Thread(this::watch, "live-view");
    private final DemoRun run;
    private final PrintWriter out;
    private final boolean terminal;
    private final long startNs = System.nanoTime();
    private volatile boolean running = true;
    private long lastNs = startNs;
    private long lastAcknowledged;
    private int drawn;

    /**
     * Starts showing.
     *
     * @param run      to show.
     * @param out      to draw on.
     * @param terminal whether that is a terminal.
     */
    LiveView(final DemoRun run, final PrintWriter out, final boolean terminal) {
        this.run = run;
        this.out = out;
        this.terminal = terminal;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Draws for the last time.
     */
    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (running) {
            run.cluster().askStates();
            rest(ANSWER_MS);
            draw();
            rest((terminal ? TERMINAL_MS : PLAIN_MS) - ANSWER_MS);
        }
        draw();
    }

    private void draw() {
        final String summary = summary();
        if (terminal) {
            drawOver(summary);
        } else {
            out.println(summary + sites());
        }
        out.flush();
    }

    private void drawOver(final String summary) {
        if (drawn > 0) {
            out.printf(UP, drawn);
        }
        drawn = 0;
        line(summary);
        run.cluster().sites().forEach(site -> line(line(site)));
        List.copyOf(run.failovers()).forEach(failover -> line(line(failover)));
    }

    private void line(final String text) {
        out.println(CLEAR + text);
        drawn++;
    }

    private String summary() {
        final TraderLoop loop = run.loop();
        final long nowNs = System.nanoTime();
        final long acknowledged = loop.acknowledged();
        final double rate = (acknowledged - lastAcknowledged) * 1e9 / Math.max(1, nowNs - lastNs);
        lastNs = nowNs;
        lastAcknowledged = acknowledged;
        return String.format(Locale.ROOT, "%5.1f s  %-18s sent %,7d  acknowledged %,7d  %,6.0f/s  in flight %,5d",
            (nowNs - startNs) / (double) TimeUnit.SECONDS.toNanos(1), run.phase(), loop.sent(), acknowledged, rate,
            loop.inFlight());
    }

    private String sites() {
        final StringBuilder text = new StringBuilder();
        for (final SiteProcess site : run.cluster().sites()) {
            text.append("  ").append(site.name()).append(' ').append(role(site));
            if (site.state().sequence() > 0) {
                text.append(' ').append(site.state().sequence());
            }
        }
        return text.toString();
    }

    private static String role(final SiteProcess site) {
        return site.isAlive() && site.isStopped() ? "STOPPED" : site.state().role();
    }

    private static String line(final SiteProcess site) {
        final SiteState state = site.state();
        return String.format(Locale.ROOT, "  %-16s %-10s epoch %-4d sequence %,9d", site.name(),
            role(site), state.epoch(), state.sequence());
    }

    private static String line(final Failover failover) {
        return String.format(Locale.ROOT, "  %s: %s, %d in flight%s", failover.cause().words(), failover.leader(),
            failover.inFlight(), failover.newLeader().isEmpty() ? "" : String.format(Locale.ROOT,
            ", %s leads, caught up after %,.0f ms", failover.newLeader(), failover.caughtUpMs()));
    }

    private static void rest(final long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
