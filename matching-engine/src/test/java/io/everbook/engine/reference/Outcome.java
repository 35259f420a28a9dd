package io.everbook.engine.reference;

import io.everbook.protocol.Reason;

/**
 * What became of a decided command, and the order that it created or named.
 */
record Outcome(Reason reason, long orderId) {
    static Outcome accepted(final long orderId) {
        return new Outcome(Reason.NONE, orderId);
    }

    static Outcome rejected(final Reason reason) {
        return new Outcome(reason, 0);
    }

    boolean isAccepted() {
        return reason == Reason.NONE;
    }
}
