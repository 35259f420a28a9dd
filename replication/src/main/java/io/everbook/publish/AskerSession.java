package io.everbook.publish;

import org.agrona.DirectBuffer;

/**
 * What is kept of one who asks, for as long as it is there. On the thread of its endpoint.
 */
interface AskerSession extends AutoCloseable {
    /** Takes a request, whatever it may be. */
    void onRequest(DirectBuffer buffer, int offset, int length, long nowNs);

    /** Does what there is to do without a request. */
    default int poll(final long nowNs) {
        return 0;
    }

    /** Whether it has something to send without being asked again. */
    default boolean isLasting() {
        return false;
    }

    @Override
    default void close() {
    }

    /** Makes sessions. */
    @FunctionalInterface
    interface Factory {
        /**
         * Begins a session.
         *
         * @param answers the way back.
         * @param asker   participant that asks; 0 for the operator's, who may ask for everything; -1 for nobody.
         */
        AskerSession open(AnswerPublication answers, int asker);
    }
}
