package io.everbook.publish;

/**
 * A reader at work, made anew where it fails. One thread.
 */
interface ReaderPart extends AutoCloseable {
    /** Does a bounded amount of work. */
    int doWork(long nowNs);

    @Override
    void close();
}
