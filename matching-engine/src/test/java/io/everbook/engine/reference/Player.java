package io.everbook.engine.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves steps into bytes, remembering what was sent and which orders came of it.
 */
final class Player {
    private final ReferenceState state;
    private final Map<Integer, byte[]> sent = new HashMap<>();
    private final Map<Integer, Long> orders = new HashMap<>();
    private final Map<Long, Integer> steps = new HashMap<>();

    Player(final ReferenceState state) {
        this.state = state;
    }

    byte[] resolve(final Step step) {
        final byte[] base = step.resendOf == Step.NONE ? step.bytes : sent.getOrDefault(step.resendOf, new byte[0]);
        final CommandBytes command = new CommandBytes(base.clone());
        if (step.numberFromNext != Long.MIN_VALUE && command.length() >= CommandBytes.HEADER_END) {
            command.putI64(CommandBytes.NUMBER_AT, nextNumber(command.session()) + step.numberFromNext);
        }
        if (step.orderOf != Step.NONE && orders.containsKey(step.orderOf)) {
            command.putI64(CommandBytes.BODY_AT, orders.get(step.orderOf));
        }
        final byte[] bytes = step.shaped(command.array());
        sent.put(step.id, bytes);
        return bytes;
    }

    private long nextNumber(final int session) {
        final ReferenceSession known = state.sessions.get(session);
        return known == null ? 1 : known.lastCommandNumber + 1;
    }

    void played(final Step step, final List<Event> events) {
        events.stream().filter(event -> event.is("OrderAccepted"))
            .forEach(event -> created(step.id, event.number("orderId")));
    }

    private void created(final int step, final long orderId) {
        orders.put(step, orderId);
        steps.put(orderId, step);
    }

    byte[] sent(final Step step) {
        return sent.get(step.id).clone();
    }

    int stepOf(final long orderId) {
        return steps.getOrDefault(orderId, Step.NONE);
    }
}
