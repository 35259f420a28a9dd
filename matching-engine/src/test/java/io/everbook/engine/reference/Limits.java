package io.everbook.engine.reference;

/**
 * The bounds of an engine as the reference knows them.
 */
record Limits(int partition, int maxOrders, int maxParticipants, int maxSessions, int maxConnections,
              int maxInstruments) {
    static final Limits ORDINARY = new Limits(1, 1 << 16, 64, 64, 64, 16);
}
