package io.everbook.embedded;

import io.everbook.api.Durability;
import io.everbook.api.EventListener;
import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;
import io.everbook.journal.BootId;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalCycle;
import org.agrona.concurrent.SystemEpochNanoClock;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The settings of an {@link EmbeddedExchange}: set fluently on a builder, concluded once, unchangeable from then on.
 */
public final class EmbeddedConfig {
    private final Builder settings;
    private final JournalConfig journal;

    private EmbeddedConfig(final Builder settings) {
        this.settings = settings;
        journal = JournalConfig.builder()
            .directory(settings.directory.resolve("journal"))
            .cycle(settings.cycle)
            .blockSize(settings.blockSize)
            .freeSpaceFloor(settings.freeSpaceFloor / 2)
            .bootId(settings.bootId)
            .onOpen(() -> settings.stopPoints.reached(StopPoint.JOURNAL_OPEN, 0))
            .onRoll(() -> settings.stopPoints.reached(StopPoint.MID_ROLL, 0))
            .conclude();
    }

    /**
     * Starts with every setting at its default; the directory has none.
     *
     * @return a new builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The directory of the exchange.
     *
     * @return the path.
     */
    public Path directory() {
        return settings.directory;
    }

    /**
     * The bounds of the engine.
     *
     * @return the engine's settings.
     */
    public EngineConfig engine() {
        return settings.engine;
    }

    /**
     * What an acknowledgement waits for.
     *
     * @return the durability.
     */
    public Durability durability() {
        return settings.durability;
    }

    int groupCommands() {
        return settings.groupCommands;
    }

    long groupDelayNs() {
        return settings.groupDelayNs;
    }

    long freeSpaceFloor() {
        return settings.freeSpaceFloor;
    }

    long cancelReserve() {
        return settings.cancelReserve;
    }

    LongSupplier freeSpace() {
        return settings.freeSpace == null ? journal.directory().toFile()::getUsableSpace : settings.freeSpace;
    }

    Retention retention() {
        return settings.retention;
    }

    JournalConfig journal() {
        return journal;
    }

    Path snapshots() {
        return settings.directory.resolve("snapshots");
    }

    FollowerSettings follower() {
        return new FollowerSettings(journal.directory(), snapshots(), EngineFactory.of(settings.engine),
            sequence -> false, 0, settings.stopPoints, settings.messages);
    }

    LongSupplier clock() {
        return settings.clock;
    }

    EventListener listener() {
        return settings.listener;
    }

    Consumer<String> messages() {
        return settings.messages;
    }

    StopPoints stopPoints() {
        return settings.stopPoints;
    }

    /**
     * Sets what an {@link EmbeddedConfig} holds. Not thread safe.
     */
    public static final class Builder implements Cloneable {
        /** Default of {@link #groupCommit}: commands in a group. */
        public static final int GROUP_COMMANDS_DEFAULT = 64;
        /** Default of {@link #groupCommit}: a millisecond. */
        public static final long GROUP_DELAY_NS_DEFAULT = 1_000_000;
        /** Default of {@link #cancelReserve}: 64 MiB. */
        public static final long CANCEL_RESERVE_DEFAULT = 64L << 20;

        private static final System.Logger LOGGER = System.getLogger(EmbeddedExchange.class.getName());

        private Path directory;
        private EngineConfig engine = EngineConfig.defaults();
        private Durability durability = Durability.PROCESS;
        private LongSupplier clock = SystemEpochNanoClock.INSTANCE::nanoTime;
        private EventListener listener = new EventListener() {
        };
        private Consumer<String> messages = message -> LOGGER.log(System.Logger.Level.WARNING, message);
        private StopPoints stopPoints = StopPoints.NONE;
        private JournalCycle cycle = JournalCycle.DAILY;
        private long blockSize = JournalConfig.BLOCK_SIZE_DEFAULT;
        private long freeSpaceFloor = JournalConfig.FREE_SPACE_FLOOR_DEFAULT;
        private long cancelReserve = CANCEL_RESERVE_DEFAULT;
        private int groupCommands = GROUP_COMMANDS_DEFAULT;
        private long groupDelayNs = GROUP_DELAY_NS_DEFAULT;
        private Retention retention;
        private LongSupplier freeSpace;
        private long bootId = BootId.read();

        private Builder() {
        }

        /**
         * Sets the directory, which holds everything the exchange keeps and nothing else; made if it isn't there.
         *
         * @param directory the path.
         * @return this.
         */
        public Builder directory(final Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets the bounds of the engine; they stay what they were when the directory was first opened.
         *
         * @param engine the engine's settings.
         * @return this.
         */
        public Builder engine(final EngineConfig engine) {
            this.engine = engine;
            return this;
        }

        /**
         * Sets what an acknowledgement waits for; PROCESS unless set.
         *
         * @param durability the durability.
         * @return this.
         */
        public Builder durability(final Durability durability) {
            this.durability = durability;
            return this;
        }

        /**
         * Sets the clock; the system's unless set. Engine time never goes back, whatever it says.
         *
         * @param clock gives nanoseconds since the epoch.
         * @return this.
         */
        public Builder clock(final LongSupplier clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets the listener that is told every event of the exchange, whomever it is for, before the session's own is.
         *
         * @param listener called on the exchange's thread.
         * @return this.
         */
        public Builder listener(final EventListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets who is told in words what an operator should know, such as a snapshot that was passed over; a
         * {@link System.Logger} of this class at WARNING unless set.
         *
         * @param messages called on the exchange's thread, or on that of its {@link SnapshotFollower}.
         * @return this.
         */
        public Builder messages(final Consumer<String> messages) {
            this.messages = messages;
            return this;
        }

        /**
         * Sets who is told of stop points; nobody unless set.
         *
         * @param stopPoints called on the exchange's thread.
         * @return this.
         */
        public Builder stopPoints(final StopPoints stopPoints) {
            this.stopPoints = stopPoints;
            return this;
        }

        /**
         * Sets how much time a file of the journal spans; a day unless set.
         *
         * @param cycle the cycle.
         * @return this.
         */
        public Builder cycle(final JournalCycle cycle) {
            this.cycle = cycle;
            return this;
        }

        /**
         * Sets how much of a file of the journal is mapped at a time.
         *
         * @param blockSize in bytes, as {@link JournalConfig.Builder#blockSize(long)} says.
         * @return this.
         */
        public Builder blockSize(final long blockSize) {
            this.blockSize = blockSize;
            return this;
        }

        /**
         * Sets how commands are grouped with {@link Durability#DISK}: the journal is forced to the disk once so many
         * are waiting, or when the oldest has waited so long at a submit or poll, or when a session has as many
         * unanswered as its window holds. One command in a group: listeners are told before {@code submit} returns.
         *
         * @param commands in a group at most, from 1; {@value #GROUP_COMMANDS_DEFAULT} unless set.
         * @param delayNs  that the oldest waits at most, given that the caller polls; {@value #GROUP_DELAY_NS_DEFAULT}
         *                 nanoseconds unless set.
         * @return this.
         */
        public Builder groupCommit(final int commands, final long delayNs) {
            groupCommands = commands;
            groupDelayNs = delayNs;
            return this;
        }

        /**
         * Sets the free space of the disk below which the exchange stops; 64 MiB unless set.
         *
         * @param freeSpaceFloor in bytes.
         * @return this.
         */
        public Builder freeSpaceFloor(final long freeSpaceFloor) {
            this.freeSpaceFloor = freeSpaceFloor;
            return this;
        }

        /**
         * Sets the free space above the floor that is kept for cancels: while no more than that is left, new orders are
         * refused with {@link io.everbook.api.TradingSession#NO_SPACE}. 64 MiB unless set.
         *
         * @param cancelReserve in bytes.
         * @return this.
         */
        public Builder cancelReserve(final long cancelReserve) {
            this.cancelReserve = cancelReserve;
            return this;
        }

        /**
         * Sets what {@link EmbeddedExchange#snapshot()} deletes of what snapshots cover; nothing unless set.
         *
         * @param retention the rule, or null to keep everything.
         * @return this.
         */
        public Builder retention(final Retention retention) {
            this.retention = retention;
            return this;
        }

        /**
         * Sets which run of the machine this is, as {@link JournalConfig.Builder#bootId(long)} says.
         *
         * @param bootId a number of the run's own; 0 if it is not known.
         * @return this.
         */
        public Builder bootId(final long bootId) {
            this.bootId = bootId;
            return this;
        }

        Builder freeSpace(final LongSupplier freeSpace) {
            this.freeSpace = freeSpace;
            return this;
        }

        /**
         * Checks the settings and ends the building.
         *
         * @return the settings.
         */
        public EmbeddedConfig conclude() {
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(engine, "engine");
            Objects.requireNonNull(durability, "durability");
            Objects.requireNonNull(clock, "clock");
            Objects.requireNonNull(listener, "listener");
            Objects.requireNonNull(messages, "messages");
            Objects.requireNonNull(stopPoints, "stopPoints");
            if (groupCommands < 1 || groupDelayNs < 0 || cancelReserve < 0) {
                throw new EverbookException("a group of " + groupCommands + " commands that wait for " + groupDelayNs
                    + " ns, a reserve of " + cancelReserve + " bytes: the group holds one command at least, and nothing"
                    + " is below 0");
            }
            return new EmbeddedConfig(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (final CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
