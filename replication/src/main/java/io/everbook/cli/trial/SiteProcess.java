package io.everbook.cli.trial;

import io.everbook.cli.SystemCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A site as a process of its own, which can be told to stop at a point, killed outright, and started again on the same
 * files.
 */
public final class SiteProcess implements AutoCloseable {
    private static final long NOT_STOPPED = -1;
    private final String name;
    private final int member;
    private final List<String> command;
    private final Path logs;
    private volatile SiteState state = SiteState.DOWN;
    private volatile long stoppedAt = NOT_STOPPED;
    private ChildProcess process;

    /**
     * Prepares it; nothing runs yet.
     *
     * @param name    of the site.
     * @param member  its number among the sites.
     * @param command that runs it.
     * @param logs    directory of its output.
     */
    SiteProcess(final String name, final int member, final List<String> command, final Path logs) {
        this.name = name;
        this.member = member;
        this.command = command;
        this.logs = logs;
    }

    /**
     * Starts it, on the files that an earlier process left.
     */
    public void start() {
        start(List.of());
    }

    /**
     * Starts it on a machine whose clock is off.
     *
     * @param clockOffsetMs how far; positive: ahead.
     */
    public void start(final long clockOffsetMs) {
        start(List.of("--clock", Long.toString(clockOffsetMs)));
    }

    /**
     * Starts it on an empty directory, to get its log from a peer.
     *
     * @param peer the peer's name.
     */
    public void startFrom(final String peer) {
        start(List.of(ControlledSite.SEED_FROM, peer));
    }

    private void start(final List<String> options) {
        stoppedAt = NOT_STOPPED;
        state = SiteState.STARTING;
        final List<String> all = new ArrayList<>(command);
        all.addAll(options);
        process = ChildProcess.start(name, all, logs, this::onLine);
    }

    /**
     * The site's name.
     *
     * @return the name.
     */
    public String name() {
        return name;
    }

    /**
     * Its number among the sites.
     *
     * @return the number.
     */
    public int member() {
        return member;
    }

    /**
     * What it last said of itself.
     *
     * @return the state.
     */
    public SiteState state() {
        return state;
    }

    /**
     * Whether its process runs.
     *
     * @return true if it does.
     */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /**
     * The id of its process.
     *
     * @return the id.
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Asks it for its state, which arrives in {@link #state()} a little later.
     */
    public void askState() {
        if (isAlive()) {
            process.say(ControlledSite.STATUS);
        }
    }

    /**
     * Steps the machine's clock, as the site sees it.
     *
     * @param offsetMs how far it is off from now on; positive: ahead.
     */
    public void clock(final long offsetMs) {
        process.say(ControlledSite.CLOCK + " " + offsetMs);
    }

    /**
     * Has it print what its threads do to its output, for whoever looks into a failure.
     */
    public void printThreads() {
        if (isAlive()) {
            SystemCommand.succeeds("kill", "-QUIT", Long.toString(pid()));
        }
    }

    /**
     * Makes it stop, all its matching, when it comes to a point next.
     *
     * @param point the stop point's name.
     */
    public void arm(final String point) {
        process.say(ControlledSite.ARM + " " + point);
    }

    /**
     * Whether it has come to the armed point and stands there.
     *
     * @return true if so.
     */
    public boolean isStopped() {
        return stoppedAt != NOT_STOPPED;
    }

    /**
     * The sequence at which it stopped.
     *
     * @return the sequence.
     */
    public long stoppedAt() {
        return stoppedAt;
    }

    /**
     * Kills it outright, without waiting for it to be gone.
     */
    public void killNow() {
        process.killNow();
    }

    /**
     * Kills it, if it runs, and waits until it is gone.
     */
    public void kill() {
        if (process != null) {
            process.kill();
            state = SiteState.DOWN;
        }
    }

    /**
     * Lets it end in order.
     */
    @Override
    public void close() {
        if (process != null) {
            process.close();
            state = SiteState.DOWN;
        }
    }

    private void onLine(final String line) {
        if (line.startsWith(ControlledSite.STOPPED)) {
            stoppedAt = Long.parseLong(SiteState.fields(line).get("sequence"));
        } else {
            state = state.after(line);
        }
    }
}
