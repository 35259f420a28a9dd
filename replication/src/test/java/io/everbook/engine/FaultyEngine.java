package io.everbook.engine;

import io.everbook.engine.book.OrderId;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.session.Session;
import io.everbook.protocol.EndReason;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Engines with a mistake in them, for runs that must find it.
 */
public enum FaultyEngine {
    /** A command that was decided before is decided again. */
    NO_DEDUPE {
        @Override
        CommandGate gate(final EngineState state, final EventPublisher publisher) {
            return new CommandGate(state, publisher) {
                @Override
                boolean answerRepeat(final IncomingCommand command, final Session session) {
                    return true;
                }
            };
        }
    },
    /** A gap's refusal is kept as the command's outcome. */
    GAP_AS_OUTCOME {
        @Override
        CommandGate gate(final EngineState state, final EventPublisher publisher) {
            return new CommandGate(state, publisher) {
                @Override
                boolean passesNumber(final IncomingCommand command) {
                    final boolean passes = super.passesNumber(command);
                    final Session session = command.session();
                    while (!passes && isAhead(command) && session.lastCommandNumber() < command.number()) {
                        session.decided(command.digest(), state.sequence(), Reason.SEQUENCE_GAP, 0);
                    }
                    return passes;
                }
            };
        }
    },
    /** A reject leaves the session's command number where it was. */
    REJECT_KEEPS_NUMBER {
        @Override
        CommandGate gate(final EngineState state, final EventPublisher publisher) {
            return new CommandGate(state, publisher) {
                private final Map<Integer, Long> takenBack = new HashMap<>();

                @Override
                boolean passesNumber(final IncomingCommand command) {
                    final Session session = command.session();
                    final long last = session == null ? 0 : session.lastCommandNumber();
                    if (last > 0 && session.window().result(last) != Reason.NONE
                        && takenBack.getOrDefault(session.id(), 0L) != session.window().sequence(last)) {
                        takenBack.put(session.id(), session.window().sequence(last));
                        session.restore(
                            last - 1, session.nextEvent(session.lastEventSequence()) - 1, session.lastEventSequence());
                    }
                    return super.passesNumber(command);
                }
            };
        }
    },
    /** A connection of the same participant may send for a session that another logged on. */
    NO_FENCE {
        @Override
        CommandGate gate(final EngineState state, final EventPublisher publisher) {
            return new CommandGate(state, publisher) {
                @Override
                boolean passesNumber(final IncomingCommand command) {
                    final Session session = command.session();
                    if (session != null && state.connections().isOpenAs(
                        command.connection(), session.participant())) {
                        session.connection(command.connection());
                    }
                    return super.passesNumber(command);
                }
            };
        }
    },
    /** What was decided is not in the snapshot. */
    WINDOW_NOT_IN_SNAPSHOT {
        @Override
        public MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
            final EngineState state = new SnapshotReader(blank(config), source).read();
            for (int slot = 0; slot < state.sessions().count(); slot++) {
                final Session session = state.sessions().at(slot);
                for (long number = session.firstDecided(); number <= session.lastCommandNumber(); number++) {
                    session.window().put(number, 0, 0, Reason.NONE, 0);
                }
            }
            return new MatchingEngine(state, this::gate);
        }
    },
    /** Engine time follows the log back. */
    TIME_NOT_CLAMPED {
        @Override
        EngineState blank(final EngineConfig config) {
            return new EngineState(config, OrderId.MAX_GENERATION) {
                @Override
                long nextTime(final long before, final long given) {
                    return given;
                }
            };
        }
    },
    /** Engine time is the machine's. */
    WALL_CLOCK {
        @Override
        EngineState blank(final EngineConfig config) {
            return new EngineState(config, OrderId.MAX_GENERATION) {
                @Override
                long nextTime(final long before, final long given) {
                    return Math.max(before, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
                }
            };
        }
    },
    /** A mass cancel ends orders in the order of a map without one. */
    HASH_ORDER {
        @Override
        CommandGate gate(final EngineState state, final EventPublisher publisher) {
            return new HashOrderGate(state, publisher);
        }
    };

    /**
     * Creates one in its genesis state.
     *
     * @param config the bounds.
     * @return the engine.
     */
    public MatchingEngine create(final EngineConfig config) {
        return new MatchingEngine(blank(config).withGenesis(), this::gate);
    }

    /**
     * Makes one from a snapshot.
     *
     * @param config the bounds.
     * @param source of the snapshot.
     * @return the engine.
     */
    public MatchingEngine restore(final EngineConfig config, final SnapshotSource source) {
        return MatchingEngine.restore(blank(config), this::gate, source);
    }

    EngineState blank(final EngineConfig config) {
        return new EngineState(config, OrderId.MAX_GENERATION);
    }

    CommandGate gate(final EngineState state, final EventPublisher publisher) {
        return new CommandGate(state, publisher);
    }

    private static boolean isAhead(final IncomingCommand command) {
        final Session session = command.session();
        return session != null && session.isBoundTo(command.connection())
            && command.number() > session.lastCommandNumber();
    }

    private static final class HashOrderGate extends CommandGate {
        private final MassCancelDecoder decoder = new MassCancelDecoder();
        private final EngineState state;
        private final EventPublisher publisher;

        HashOrderGate(final EngineState state, final EventPublisher publisher) {
            super(state, publisher);
            this.state = state;
            this.publisher = publisher;
        }

        @Override
        boolean passesNumber(final IncomingCommand command) {
            final boolean passes = super.passesNumber(command);
            if (passes && command.templateId() == MassCancelDecoder.TEMPLATE_ID) {
                decoder.wrap(command.buffer(), command.bodyOffset(), MassCancelDecoder.BLOCK_LENGTH, 1);
                final Session target = decoder.targetSession() == 0
                    ? command.session() : state.sessions().find(decoder.targetSession());
                ordersOf(target).values().forEach(order -> end(command, order));
            }
            return passes;
        }

        private Map<Object, Integer> ordersOf(final Session session) {
            final Map<Object, Integer> orders = new HashMap<>();
            for (int order = state.orders().firstOf(session.slot()); order != OrderSlab.NONE;
                order = state.orders().nextOfSession(order)) {
                orders.put(new Object(), order);
            }
            return orders;
        }

        private void end(final IncomingCommand command, final int order) {
            publisher.cancelled(command, order, EndReason.MASS_CANCEL);
            state.instruments().at(state.slab().instrument(order)).book().remove(order);
            state.orders().end(order);
        }
    }
}
