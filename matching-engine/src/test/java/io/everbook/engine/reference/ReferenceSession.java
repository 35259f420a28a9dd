package io.everbook.engine.reference;

import io.everbook.protocol.Reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A trading session as the reference keeps it. It remembers the contents of decided commands whole, where the engine
 * keeps digests.
 */
final class ReferenceSession {
    static final int TRADER = 1;
    static final int RISK = 2;
    static final int MARKET_OPS = 4;
    static final int SYSTEM = 8;

    final int id;
    final int participant;
    final int window;
    final int roles;
    final TreeMap<Long, Decided> decided = new TreeMap<>();
    final List<ReferenceOrder> orders = new ArrayList<>();
    long connection;
    long lastCommandNumber;
    long lastEventNumber;
    long lastEventSequence;

    ReferenceSession(final int id, final int participant, final int window, final int roles) {
        this.id = id;
        this.participant = participant;
        this.window = window;
        this.roles = roles;
    }

    boolean hasAny(final int wanted) {
        return (roles & wanted) != 0;
    }

    ReferenceOrder byClientId(final ClientId clientId) {
        for (final ReferenceOrder order : orders) {
            if (order.clientId.equals(clientId)) {
                return order;
            }
        }
        return null;
    }

    void remember(final long number, final Decided decision) {
        decided.put(number, decision);
        if (decided.size() > window) {
            decided.pollFirstEntry();
        }
    }

    /**
     * One decided command: its content, and the result as a repeat is told it.
     */
    record Decided(int template, byte[] content, long sequence, Reason result, long orderId) {
        boolean same(final CommandBytes command) {
            return template == command.template() && Arrays.equals(content, command.content());
        }
    }
}
