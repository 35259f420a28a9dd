package io.everbook.journal;

import io.everbook.api.EverbookException;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The settings of a {@link JournalWriter}: set fluently on a builder, concluded once, unchangeable from then on.
 */
public final class JournalConfig {
    /** Default of {@link Builder#blockSize(long)}: 1 GiB of address space, not of disk. */
    public static final long BLOCK_SIZE_DEFAULT = 1L << 30;
    /** Default of {@link Builder#freeSpaceFloor(long)}: 64 MiB. */
    public static final long FREE_SPACE_FLOOR_DEFAULT = 64L << 20;

    private static final long BLOCK_SIZE_MIN = 1L << 20;

    private final Path directory;
    private final JournalCycle cycle;
    private final long blockSize;
    private final long freeSpaceFloor;
    private final Runnable onOpen;
    private final Runnable onRoll;
    private final long bootId;

    private JournalConfig(final Builder builder) {
        directory = builder.directory;
        cycle = builder.cycle;
        blockSize = builder.blockSize;
        freeSpaceFloor = builder.freeSpaceFloor;
        onOpen = builder.onOpen;
        onRoll = builder.onRoll;
        bootId = builder.bootId;
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
     * The directory that holds the journal and nothing else.
     *
     * @return the path.
     */
    public Path directory() {
        return directory;
    }

    /**
     * How much record time a file spans.
     *
     * @return the cycle.
     */
    public JournalCycle cycle() {
        return cycle;
    }

    /**
     * How much of a file is mapped at a time.
     *
     * @return in bytes.
     */
    public long blockSize() {
        return blockSize;
    }

    /**
     * The free space of the disk below which nothing is appended.
     *
     * @return in bytes.
     */
    public long freeSpaceFloor() {
        return freeSpaceFloor;
    }

    Runnable onOpen() {
        return onOpen;
    }

    Runnable onRoll() {
        return onRoll;
    }

    long bootId() {
        return bootId;
    }

    /**
     * Sets what a {@link JournalConfig} holds. Not thread safe.
     */
    public static final class Builder {
        private Path directory;
        private JournalCycle cycle = JournalCycle.DAILY;
        private long blockSize = BLOCK_SIZE_DEFAULT;
        private long freeSpaceFloor = FREE_SPACE_FLOOR_DEFAULT;
        private Runnable onOpen = () -> {
        };
        private Runnable onRoll = () -> {
        };
        private long bootId = BootId.read();

        private Builder() {
        }

        /**
         * Sets the directory, which is made if it isn't there.
         *
         * @param directory for the journal and nothing else.
         * @return this.
         */
        public Builder directory(final Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets how much record time a file spans; a day unless set. An existing journal keeps its own.
         *
         * @param cycle the cycle.
         * @return this.
         */
        public Builder cycle(final JournalCycle cycle) {
            this.cycle = cycle;
            return this;
        }

        /**
         * Sets how much of a file is mapped at a time; files are sparse and grow by it. A record takes at most a
         * quarter of it.
         *
         * @param blockSize in bytes, 1 MiB or more.
         * @return this.
         */
        public Builder blockSize(final long blockSize) {
            this.blockSize = blockSize;
            return this;
        }

        /**
         * Sets the free space of the disk below which nothing is appended: a full disk under a mapped file shows too
         * late, after records that were acknowledged.
         *
         * @param freeSpaceFloor in bytes.
         * @return this.
         */
        public Builder freeSpaceFloor(final long freeSpaceFloor) {
            this.freeSpaceFloor = freeSpaceFloor;
            return this;
        }

        /**
         * Sets who is told that the journal could be appended to, but for what a killed writer left being forced to the
         * disk first, which takes as long as the disk takes; nobody unless set. For tests and rehearsals.
         *
         * @param onOpen run on the thread that opens; what it throws fails the opening.
         * @return this.
         */
        public Builder onOpen(final Runnable onOpen) {
            this.onOpen = onOpen;
            return this;
        }

        /**
         * Sets who is told that a file was made and holds no record yet; nobody unless set. For tests and rehearsals.
         *
         * @param onRoll run on the writer's thread; what it throws fails the append.
         * @return this.
         */
        public Builder onRoll(final Runnable onRoll) {
            this.onRoll = onRoll;
            return this;
        }

        /**
         * Sets which run of the machine this is, {@link BootId#read()} unless set: a journal whose writer ended without
         * closing it in another run may have lost what was not forced, and its end is repaired. For tests of power
         * cuts, which can't cut the machine's own.
         *
         * @param bootId a number of the run's own; 0 if it is not known, then nothing is repaired.
         * @return this.
         */
        public Builder bootId(final long bootId) {
            this.bootId = bootId;
            return this;
        }

        /**
         * Checks the settings and ends the building.
         *
         * @return the settings.
         * @throws EverbookException naming the setting that is wrong.
         */
        public JournalConfig conclude() {
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(cycle, "cycle");
            Objects.requireNonNull(onOpen, "onOpen");
            Objects.requireNonNull(onRoll, "onRoll");
            require(blockSize >= BLOCK_SIZE_MIN, "blockSize is below " + BLOCK_SIZE_MIN + ": " + blockSize);
            require(freeSpaceFloor >= 0, "freeSpaceFloor is negative: " + freeSpaceFloor);
            return new JournalConfig(this);
        }

        private static void require(final boolean condition, final String message) {
            if (!condition) {
                throw new EverbookException(message);
            }
        }
    }
}
