package io.everbook.engine;

import io.everbook.api.EverbookException;

/**
 * The engine's bounds: immutable once concluded, and part of what sites must agree on, since a bound decides which
 * command is rejected TOO_MANY.
 */
public final class EngineConfig {
    /** Slots have 24 bits of an order id. */
    public static final int ORDERS_LIMIT = 1 << 24;

    private final int partition;
    private final int maxOrders;
    private final int maxParticipants;
    private final int maxSessions;
    private final int maxConnections;
    private final int maxInstruments;

    private EngineConfig(final Builder builder) {
        partition = within("partition", builder.partition, 32_767);
        maxOrders = within("maxOrders", builder.maxOrders, ORDERS_LIMIT);
        maxParticipants = within("maxParticipants", builder.maxParticipants, 1 << 20);
        maxSessions = within("maxSessions", builder.maxSessions, 1 << 20);
        maxConnections = within("maxConnections", builder.maxConnections, 1 << 20);
        maxInstruments = within("maxInstruments", builder.maxInstruments, 1 << 20);
    }

    /**
     * Begins a configuration with every setting at its default.
     *
     * @return the builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The configuration with every setting at its default.
     *
     * @return the configuration.
     */
    public static EngineConfig defaults() {
        return builder().conclude();
    }

    /**
     * The partition whose commands the engine takes.
     *
     * @return 1 to 32,767.
     */
    public int partition() {
        return partition;
    }

    /**
     * How many orders may be live at once.
     *
     * @return the bound.
     */
    public int maxOrders() {
        return maxOrders;
    }

    /**
     * How many participants may be defined, the operator included.
     *
     * @return the bound.
     */
    public int maxParticipants() {
        return maxParticipants;
    }

    /**
     * How many sessions may be defined, the operator's included.
     *
     * @return the bound.
     */
    public int maxSessions() {
        return maxSessions;
    }

    /**
     * How many connections may be open at once; a logon on one beyond is refused WRONG_CREDENTIALS.
     *
     * @return the bound.
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * How many instruments may be defined.
     *
     * @return the bound.
     */
    public int maxInstruments() {
        return maxInstruments;
    }

    /**
     * Every setting in a fixed order and form, for sites to compare.
     *
     * @return lines of {@code key=value}, each ended by a line feed.
     */
    public String canonical() {
        return "partition=" + partition + '\n'
            + "maxOrders=" + maxOrders + '\n'
            + "maxParticipants=" + maxParticipants + '\n'
            + "maxSessions=" + maxSessions + '\n'
            + "maxConnections=" + maxConnections + '\n'
            + "maxInstruments=" + maxInstruments + '\n';
    }

    /**
     * Reads the settings that {@link #canonical()} wrote.
     *
     * @param canonical lines of {@code key=value}; a key that is not there has its default.
     * @return the configuration.
     * @throws EverbookException naming a setting that is unknown, or out of its range.
     */
    public static EngineConfig ofCanonical(final String canonical) {
        final Builder builder = builder();
        for (final String line : canonical.split("\n")) {
            if (!line.isBlank()) {
                set(builder, line, line.indexOf('='));
            }
        }
        return builder.conclude();
    }

    private static void set(final Builder builder, final String line, final int equals) {
        final String key = line.substring(0, Math.max(0, equals));
        final int value = valueOf(line, equals);
        switch (key) {
            case "partition" -> builder.partition(value);
            case "maxOrders" -> builder.maxOrders(value);
            case "maxParticipants" -> builder.maxParticipants(value);
            case "maxSessions" -> builder.maxSessions(value);
            case "maxConnections" -> builder.maxConnections(value);
            case "maxInstruments" -> builder.maxInstruments(value);
            default -> throw new EverbookException("not a setting of the engine: " + line);
        }
    }

    private static int valueOf(final String line, final int equals) {
        try {
            return Integer.parseInt(line.substring(equals + 1).trim());
        } catch (final NumberFormatException e) {
            throw new EverbookException("not a setting of the engine: " + line, e);
        }
    }

    private static int within(final String name, final int value, final int limit) {
        if (value < 1 || value > limit) {
            throw new EverbookException("engine setting " + name + "=" + value + " must be in 1.." + limit);
        }
        return value;
    }

    /**
     * Collects the settings. Not thread safe.
     */
    public static final class Builder {
        private int partition = 1;
        private int maxOrders = 1 << 20;
        private int maxParticipants = 4096;
        private int maxSessions = 4096;
        private int maxConnections = 8192;
        private int maxInstruments = 4096;

        private Builder() {
        }

        /**
         * Sets the partition; the default is 1.
         *
         * @param partition 1 to 32,767.
         * @return this.
         */
        public Builder partition(final int partition) {
            this.partition = partition;
            return this;
        }

        /**
         * Sets how many orders may be live at once; the default is 1,048,576.
         *
         * @param maxOrders 1 to {@link EngineConfig#ORDERS_LIMIT}.
         * @return this.
         */
        public Builder maxOrders(final int maxOrders) {
            this.maxOrders = maxOrders;
            return this;
        }

        /**
         * Sets how many participants may be defined; the default is 4,096.
         *
         * @param maxParticipants 1 to 1,048,576.
         * @return this.
         */
        public Builder maxParticipants(final int maxParticipants) {
            this.maxParticipants = maxParticipants;
            return this;
        }

        /**
         * Sets how many sessions may be defined; the default is 4,096.
         *
         * @param maxSessions 1 to 1,048,576.
         * @return this.
         */
        public Builder maxSessions(final int maxSessions) {
            this.maxSessions = maxSessions;
            return this;
        }

        /**
         * Sets how many connections may be open at once; the default is 8,192.
         *
         * @param maxConnections 1 to 1,048,576.
         * @return this.
         */
        public Builder maxConnections(final int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /**
         * Sets how many instruments may be defined; the default is 4,096.
         *
         * @param maxInstruments 1 to 1,048,576.
         * @return this.
         */
        public Builder maxInstruments(final int maxInstruments) {
            this.maxInstruments = maxInstruments;
            return this;
        }

        /**
         * Checks every setting and makes the configuration.
         *
         * @return the configuration.
         * @throws EverbookException naming a setting out of its range.
         */
        public EngineConfig conclude() {
            return new EngineConfig(this);
        }
    }
}
