package io.everbook.client;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A question under way. Reused; not thread safe.
 */
final class Question {
    private static final int LENGTH_MAX = 128;

    final UnsafeBuffer query = new UnsafeBuffer(new byte[LENGTH_MAX]);
    int length;
    long correlationId;
    long deadlineNs;
    long nextAskNs;
    int site;

    void begin(final long id, final int queryLength, final int firstSite, final long nowNs, final long patienceNs) {
        correlationId = id;
        length = queryLength;
        site = firstSite;
        nextAskNs = nowNs;
        deadlineNs = nowNs + patienceNs;
    }
}
