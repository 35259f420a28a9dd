package io.everbook.engine;

import io.everbook.engine.book.OrderId;

/**
 * Engines that know other logic versions than the build's.
 */
public final class VersionedEngine {
    private VersionedEngine() {
    }

    /**
     * Creates one in its genesis state.
     *
     * @param config          the bounds.
     * @param maxLogicVersion the newest it knows.
     * @return the engine.
     */
    public static MatchingEngine create(final EngineConfig config, final int maxLogicVersion) {
        return new MatchingEngine(blank(config, maxLogicVersion).withGenesis(), CommandGate::new);
    }

    /**
     * Makes one from a snapshot.
     *
     * @param config          the bounds.
     * @param maxLogicVersion the newest it knows.
     * @param source          of the snapshot.
     * @return the engine.
     */
    public static MatchingEngine restore(
        final EngineConfig config, final int maxLogicVersion, final SnapshotSource source) {
        return MatchingEngine.restore(blank(config, maxLogicVersion), CommandGate::new, source);
    }

    private static EngineState blank(final EngineConfig config, final int maxLogicVersion) {
        return new EngineState(config, OrderId.MAX_GENERATION, maxLogicVersion);
    }
}
