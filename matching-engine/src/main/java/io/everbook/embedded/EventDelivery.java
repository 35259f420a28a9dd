package io.everbook.embedded;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Hands the events of a record to those they are for. A listener that throws keeps nobody else from being told: what
 * the listeners threw is thrown when all have been called, the first with the others suppressed.
 */
final class EventDelivery {
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final EventHeaderDecoder header = new EventHeaderDecoder();
    private final Int2ObjectHashMap<EmbeddedSession> sessions = new Int2ObjectHashMap<>();
    private final EventListener everyone;
    private Throwable thrown;

    EventDelivery(final EventListener everyone) {
        this.everyone = everyone;
    }

    EmbeddedSession find(final int session) {
        return sessions.get(session);
    }

    void add(final EmbeddedSession session) {
        sessions.put(session.session(), session);
    }

    void remove(final EmbeddedSession session) {
        sessions.remove(session.session());
    }

    void detachAll() {
        sessions.values().forEach(EmbeddedSession::detach);
        sessions.clear();
    }

    /**
     * Tells everybody concerned; call {@link #throwIfAnyThrew()} then.
     *
     * @param sender whose command it was, and so to be told of signals; null if nobody's.
     */
    void deliver(final DirectBuffer events, final int offset, final int length, final EmbeddedSession sender) {
        int position = offset;
        while (position < offset + length) {
            position += deliver(events, position, sender);
        }
    }

    private int deliver(final DirectBuffer buffer, final int offset, final EmbeddedSession sender) {
        message.wrap(buffer, offset);
        header.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        final EmbeddedSession receiver = header.eventNumber() == 0 ? sender : sessions.get(header.session());
        final int length = MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
        tell(buffer, offset, everyone);
        if (receiver != null) {
            tell(buffer, offset, receiver.listener());
        }
        return length;
    }

    /**
     * Tells one listener of one event; call {@link #throwIfAnyThrew()} when all are told.
     */
    void tell(final DirectBuffer buffer, final int offset, final EventListener listener) {
        try {
            dispatcher.dispatch(buffer, offset, listener);
        } catch (final Throwable t) {
            if (thrown == null) {
                thrown = t;
            } else if (thrown != t) {
                thrown.addSuppressed(t);
            }
        }
    }

    void throwIfAnyThrew() {
        if (thrown != null) {
            final Throwable first = thrown;
            thrown = null;
            LangUtil.rethrowUnchecked(first);
        }
    }
}
