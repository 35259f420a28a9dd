package io.everbook.cli.verify.client;

/**
 * A session of a run. Used by the clients' thread alone.
 */
interface SessionActor extends AutoCloseable {
    /**
     * What is on record of it.
     *
     * @return the recorder.
     */
    SessionRecorder recorder();

    /**
     * Lets it send of its own accord, or not.
     *
     * @param on whether it sends.
     */
    void flow(boolean on);

    /**
     * Receives, and sends what is due.
     *
     * @param nowNs the time.
     * @return the work done.
     */
    int duty(long nowNs);

    @Override
    void close();
}
