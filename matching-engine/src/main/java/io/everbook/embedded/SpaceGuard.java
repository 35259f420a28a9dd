package io.everbook.embedded;

import io.everbook.api.CancelOrder;
import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.EverbookException;
import io.everbook.api.MassCancel;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Watches the free space of the journal's disk, on a thread of its own, and says what may still be taken. Refusals are
 * made before a command is sequenced: they write nothing, so that they don't use up the space that is left for cancels,
 * and a replay doesn't know of them. All it says is of the last {@link #look}; the exchange's thread alone asks it.
 */
final class SpaceGuard implements Agent, AutoCloseable {
    private static final long INTERVAL_MS = 50;

    private final Path directory;
    private final LongSupplier freeSpace;
    private final long floor;
    private final long orderFloor;
    private final AgentRunner runner;
    private volatile long measured;
    private long free;
    private boolean toldOfShortage;

    SpaceGuard(final EmbeddedConfig config) {
        directory = config.directory();
        freeSpace = config.freeSpace();
        floor = config.freeSpaceFloor();
        orderFloor = floor + config.cancelReserve();
        runner = new AgentRunner(new SleepingMillisIdleStrategy(INTERVAL_MS), error -> measured = 0, null, this);
        doWork();
        look();
    }

    void start() {
        AgentRunner.startOnThread(runner, work -> {
            final Thread thread = new Thread(work, roleName());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int doWork() {
        measured = freeSpace.getAsLong();
        return 0;
    }

    @Override
    public String roleName() {
        return "everbook-space";
    }

    /**
     * Takes note of the newest measurement.
     */
    void look() {
        free = measured;
    }

    /**
     * Whether anything at all may be appended.
     */
    boolean isEnough() {
        return free >= floor;
    }

    /**
     * Whether there is room beyond what is kept for cancels.
     */
    boolean isAmple() {
        return free >= orderFloor;
    }

    /**
     * Whether a command may be taken: anything while space is ample, else only what ends orders or halts trading.
     */
    boolean takes(final Command<?> command) {
        return isAmple() || command instanceof CancelOrder || command instanceof MassCancel
            || command instanceof ChangeInstrumentState;
    }

    /**
     * What an operator should know now and didn't before.
     *
     * @return null if nothing.
     */
    String news() {
        final boolean isShort = !isAmple();
        if (isShort == toldOfShortage) {
            return null;
        }
        toldOfShortage = isShort;
        return isShort
            ? "the disk of " + directory + " has " + free + " bytes free, below " + orderFloor + ": new orders are"
                + " refused, cancels are taken until " + floor + " are left, then the exchange stops: make room"
            : "the disk of " + directory + " has " + free + " bytes free again: new orders are taken";
    }

    EverbookException stop() {
        return new EverbookException("the exchange in " + directory + " has stopped: its disk has " + free
            + " bytes free, below the floor of " + floor + ". Nothing acknowledged is lost. Make room, then open it"
            + " again");
    }

    @Override
    public void close() {
        CloseHelper.close(runner);
    }
}
