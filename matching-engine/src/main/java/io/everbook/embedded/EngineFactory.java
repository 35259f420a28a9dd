package io.everbook.embedded;

import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.SnapshotSource;

/**
 * Makes engines that decide alike.
 */
public interface EngineFactory {
    /**
     * Makes an engine in its genesis state.
     *
     * @return the engine, at sequence 0.
     */
    MatchingEngine genesis();

    /**
     * Makes an engine from a snapshot.
     *
     * @param source of the snapshot.
     * @return the engine, at the snapshot's sequence.
     */
    MatchingEngine restore(SnapshotSource source);

    /**
     * The engines of a configuration.
     *
     * @param config the bounds.
     * @return their factory.
     */
    static EngineFactory of(final EngineConfig config) {
        return new EngineFactory() {
            @Override
            public MatchingEngine genesis() {
                return new MatchingEngine(config);
            }

            @Override
            public MatchingEngine restore(final SnapshotSource source) {
                return MatchingEngine.restore(config, source);
            }
        };
    }
}
