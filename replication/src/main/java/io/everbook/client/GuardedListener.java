package io.everbook.client;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;

/**
 * Calls the embedder's listener and keeps what it throws until the client's own work is done, so that one event's
 * failure costs no other event.
 */
final class GuardedListener {
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final EventListener listener;
    private Throwable error;

    GuardedListener(final EventListener listener) {
        this.listener = listener;
    }

    void onMessage(final DirectBuffer buffer, final int offset) {
        try {
            dispatcher.dispatch(buffer, offset, listener);
        } catch (final Throwable thrown) {
            keep(thrown);
        }
    }

    void onBlock(final DirectBuffer buffer, final int blockOffset) {
        onMessage(buffer, blockOffset - MessageHeaderDecoder.ENCODED_LENGTH);
    }

    void rethrow() {
        if (null != error) {
            final Throwable thrown = error;
            error = null;
            LangUtil.rethrowUnchecked(thrown);
        }
    }

    private void keep(final Throwable thrown) {
        if (null == error) {
            error = thrown;
        } else if (error != thrown) {
            error.addSuppressed(thrown);
        }
    }
}
