package io.everbook.site;

import io.everbook.embedded.EngineFactory;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.SnapshotSource;

/**
 * Makes the engine of a site; another than the real one outside the product only.
 */
interface Engines {
    /** The build's own. */
    Engines REAL = new Engines() {
        @Override
        public MatchingEngine genesis(final EngineConfig config) {
            return new MatchingEngine(config);
        }

        @Override
        public MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
            return MatchingEngine.restore(config, source);
        }
    };

    /**
     * The same engines, of one configuration.
     *
     * @param config the bounds.
     * @return their factory.
     */
    default EngineFactory of(final EngineConfig config) {
        return new EngineFactory() {
            @Override
            public MatchingEngine genesis() {
                return Engines.this.genesis(config);
            }

            @Override
            public MatchingEngine restore(final SnapshotSource source) {
                return Engines.this.restore(config, source);
            }
        };
    }

    /**
     * Makes the engine of a site without a snapshot.
     *
     * @param config the bounds.
     * @return the engine, at sequence 0.
     */
    MatchingEngine genesis(EngineConfig config);

    /**
     * Makes the engine of a site with a snapshot.
     *
     * @param config the bounds.
     * @param source of the snapshot.
     * @return the engine, at the snapshot's sequence.
     */
    MatchingEngine restore(EngineConfig config, SnapshotSource source);
}
