package io.everbook.engine;

import io.everbook.engine.book.OrderId;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.Reason;

/**
 * Engines with something planted, each known by the quantity of an order that meets it.
 */
public enum PlantedEngine {
    /** The real one, for comparison. */
    NOTHING(1, 0),
    /** Rejects what others accept. */
    DIVERGENT(1, 13),
    /** Breaks an invariant. */
    POISONED(1, 666),
    /** Knows logic version 2, under which it rejects what version 1 accepts. */
    NEWER(2, 22);

    private final int maxLogicVersion;
    private final long quantity;

    PlantedEngine(final int maxLogicVersion, final long quantity) {
        this.maxLogicVersion = maxLogicVersion;
        this.quantity = quantity;
    }

    /**
     * Creates one in its genesis state.
     *
     * @param config the bounds.
     * @return the engine.
     */
    public MatchingEngine create(final EngineConfig config) {
        return new MatchingEngine(blank(config).withGenesis(), Gate::new);
    }

    /**
     * Makes one from a snapshot.
     *
     * @param config the bounds.
     * @param source of the snapshot.
     * @return the engine.
     */
    public MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
        return MatchingEngine.restore(blank(config), Gate::new, source);
    }

    private EngineState blank(final EngineConfig config) {
        return new EngineState(config, OrderId.MAX_GENERATION, maxLogicVersion);
    }

    private void meet(final EngineState state, final IncomingCommand command) {
        switch (this) {
            case POISONED -> throw new IllegalStateException("level 3 of instrument 7: expected 10, is 9");
            case DIVERGENT -> command.fault(Reason.INVALID_FIELD);
            case NEWER -> {
                if (state.logicVersion() == maxLogicVersion) {
                    command.fault(Reason.INVALID_FIELD);
                }
            }
            default -> {
            }
        }
    }

    private final class Gate extends CommandGate {
        private final NewOrderDecoder order = new NewOrderDecoder();
        private final EngineState state;

        private Gate(final EngineState state, final EventPublisher publisher) {
            super(state, publisher);
            this.state = state;
        }

        @Override
        boolean passesNumber(final IncomingCommand command) {
            if (command.templateId() == NewOrderDecoder.TEMPLATE_ID && command.fault() == Reason.NONE) {
                order.wrap(command.buffer(), command.bodyOffset(), NewOrderDecoder.BLOCK_LENGTH, 1);
                if (order.quantity() == quantity) {
                    meet(state, command);
                }
            }
            return super.passesNumber(command);
        }
    }
}
