package io.everbook.engine;

import io.everbook.engine.book.OrderId;
import io.everbook.engine.session.Session;

/**
 * An engine broken on purpose: it decides a command again that it has decided before.
 */
public final class ForgetfulEngine {
    private ForgetfulEngine() {
    }

    /**
     * Creates one in its genesis state.
     *
     * @param config the bounds.
     * @return the engine.
     */
    public static MatchingEngine create(final EngineConfig config) {
        return new MatchingEngine(
            new EngineState(config, OrderId.MAX_GENERATION).withGenesis(), ForgetfulGate::new);
    }

    private static final class ForgetfulGate extends CommandGate {
        private ForgetfulGate(final EngineState state, final EventPublisher publisher) {
            super(state, publisher);
        }

        @Override
        boolean answerRepeat(final IncomingCommand command, final Session session) {
            return true;
        }
    }
}
