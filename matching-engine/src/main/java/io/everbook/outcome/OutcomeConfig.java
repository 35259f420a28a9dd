package io.everbook.outcome;

import io.everbook.api.EverbookException;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The settings of an {@link OutcomeStore}: set fluently on a builder, concluded once, unchangeable from then on. A
 * store that was made under others of how much is kept is made again from the journal.
 */
public final class OutcomeConfig {
    private static final int KEPT_MAX = 1 << 24;

    private final Builder settings;

    private OutcomeConfig(final Builder settings) {
        this.settings = settings;
    }

    /**
     * Starts with every setting at its default; the directories have none.
     *
     * @return a new builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The directory that holds the store and nothing else.
     *
     * @return the path.
     */
    public Path directory() {
        return settings.directory;
    }

    /**
     * The directory of the journal that the store is made from.
     *
     * @return the path.
     */
    public Path journal() {
        return settings.journal;
    }

    String readerName() {
        return settings.readerName;
    }

    Consumer<String> messages() {
        return settings.messages;
    }

    int outcomesPerSession() {
        return settings.outcomesPerSession;
    }

    int tradesPerInstrument() {
        return settings.tradesPerInstrument;
    }

    int endedOrdersKept() {
        return settings.endedOrdersKept;
    }

    long endedOrdersKeptNs() {
        return settings.endedOrdersKeptNs;
    }

    long entries(final MapKind kind) {
        return switch (kind) {
            case OUTCOMES -> settings.expectedOutcomes;
            case ORDERS, CLIENT_IDS -> settings.expectedOrders;
            case TRADES -> settings.expectedTrades;
            case SESSIONS -> settings.expectedSessions;
        };
    }

    /**
     * Sets what an {@link OutcomeConfig} holds. Not thread safe.
     */
    public static final class Builder implements Cloneable {
        private static final System.Logger LOGGER = System.getLogger(OutcomeStore.class.getName());

        private Path directory;
        private Path journal;
        private String readerName = "outcomes";
        private int outcomesPerSession = 1 << 16;
        private int tradesPerInstrument = 1 << 16;
        private int endedOrdersKept = 1 << 18;
        private long endedOrdersKeptNs = TimeUnit.DAYS.toNanos(1);
        private long expectedOutcomes = 1 << 18;
        private long expectedOrders = 1 << 18;
        private long expectedTrades = 1 << 18;
        private long expectedSessions = 1 << 10;
        private Consumer<String> messages = message -> LOGGER.log(System.Logger.Level.WARNING, message);

        private Builder() {
        }

        /**
         * Sets the directory of the store, which is made if it isn't there.
         *
         * @param directory for the store and nothing else.
         * @return this.
         */
        public Builder directory(final Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets the directory of the journal to follow.
         *
         * @param journal the journal's.
         * @return this.
         */
        public Builder journal(final Path journal) {
            this.journal = journal;
            return this;
        }

        /**
         * Sets the name by which the store is registered with the journal; "outcomes" unless set. One open store a
         * name.
         *
         * @param readerName letters, digits, dots, dashes and underscores, 64 at most.
         * @return this.
         */
        public Builder readerName(final String readerName) {
            this.readerName = readerName;
            return this;
        }

        /**
         * Sets how many outcomes of each session are kept, its newest; 65,536 unless set. A repeat that is older than
         * the session's window can be resolved as far back as this reaches.
         *
         * @param outcomesPerSession a power of two.
         * @return this.
         */
        public Builder outcomesPerSession(final int outcomesPerSession) {
            this.outcomesPerSession = outcomesPerSession;
            return this;
        }

        /**
         * Sets how many trades of each instrument are kept, its newest; 65,536 unless set.
         *
         * @param tradesPerInstrument a power of two.
         * @return this.
         */
        public Builder tradesPerInstrument(final int tradesPerInstrument) {
            this.tradesPerInstrument = tradesPerInstrument;
            return this;
        }

        /**
         * Sets how many orders are kept past their end, those that ended last; 262,144 unless set.
         *
         * @param endedOrdersKept from 1 to 16,777,216.
         * @return this.
         */
        public Builder endedOrdersKept(final int endedOrdersKept) {
            this.endedOrdersKept = endedOrdersKept;
            return this;
        }

        /**
         * Sets how long an order is kept past its end, by engine time, unless as many as are kept have ended since; a
         * day unless set.
         *
         * @param endedOrdersKeptNs in nanoseconds.
         * @return this.
         */
        public Builder endedOrdersKeptNs(final long endedOrdersKeptNs) {
            this.endedOrdersKeptNs = endedOrdersKeptNs;
            return this;
        }

        /**
         * Sets how many outcomes the store is made for: sessions times the outcomes kept of each, or fewer if most
         * sessions send little. Disk space is taken for them at once. At about twice as many the store is full, and is
         * made again from the journal for more; so with orders, trades and sessions.
         *
         * @param expectedOutcomes 262,144 unless set.
         * @return this.
         */
        public Builder expectedOutcomes(final long expectedOutcomes) {
            this.expectedOutcomes = expectedOutcomes;
            return this;
        }

        /**
         * Sets how many orders the store is made for, live ones and those kept past their end together.
         *
         * @param expectedOrders 262,144 unless set.
         * @return this.
         */
        public Builder expectedOrders(final long expectedOrders) {
            this.expectedOrders = expectedOrders;
            return this;
        }

        /**
         * Sets how many trades the store is made for.
         *
         * @param expectedTrades 262,144 unless set.
         * @return this.
         */
        public Builder expectedTrades(final long expectedTrades) {
            this.expectedTrades = expectedTrades;
            return this;
        }

        /**
         * Sets how many sessions the store is made for.
         *
         * @param expectedSessions 1,024 unless set.
         * @return this.
         */
        public Builder expectedSessions(final long expectedSessions) {
            this.expectedSessions = expectedSessions;
            return this;
        }

        /**
         * Sets who is told, on the store's thread, why the store is made again or can't go on; the log unless set.
         *
         * @param messages takes each in words.
         * @return this.
         */
        public Builder messages(final Consumer<String> messages) {
            this.messages = messages;
            return this;
        }

        /**
         * Checks the settings and ends the building.
         *
         * @return the settings.
         * @throws EverbookException naming the setting that is wrong.
         */
        public OutcomeConfig conclude() {
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(journal, "journal");
            Objects.requireNonNull(readerName, "readerName");
            Objects.requireNonNull(messages, "messages");
            requirePowerOfTwo(outcomesPerSession, "outcomesPerSession");
            requirePowerOfTwo(tradesPerInstrument, "tradesPerInstrument");
            require(endedOrdersKept >= 1 && endedOrdersKept <= KEPT_MAX, "endedOrdersKept", endedOrdersKept);
            require(endedOrdersKeptNs >= 0, "endedOrdersKeptNs", endedOrdersKeptNs);
            require(expectedOutcomes >= 1, "expectedOutcomes", expectedOutcomes);
            require(expectedOrders >= 1, "expectedOrders", expectedOrders);
            require(expectedTrades >= 1, "expectedTrades", expectedTrades);
            require(expectedSessions >= 1, "expectedSessions", expectedSessions);
            return new OutcomeConfig(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (final CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private static void requirePowerOfTwo(final int value, final String name) {
            require(value >= 1 && Integer.bitCount(value) == 1, name, value);
        }

        private static void require(final boolean condition, final String name, final long value) {
            if (!condition) {
                throw new EverbookException("the outcome store's " + name + " is out of range: " + value);
            }
        }
    }
}
