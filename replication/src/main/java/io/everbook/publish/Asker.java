package io.everbook.publish;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.TimeUnit;

/**
 * One who asks, known by its whole return address. What it asks before it can be answered waits until it can, the
 * newest only. Not thread safe.
 */
final class Asker implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(10);

    private final UnsafeBuffer address;
    private final AnswerPublication answers;
    private final AskerSession session;
    private final ExpandableArrayBuffer early = new ExpandableArrayBuffer();
    private int earlyLength;
    private long lastRequestNs;
    private long lastConnectedNs;

    Asker(
        final DirectBuffer buffer,
        final int offset,
        final int addressLength,
        final AnswerPublication answers,
        final AskerSession session,
        final long nowNs) {
        address = new UnsafeBuffer(new byte[addressLength]);
        address.putBytes(0, buffer, offset, addressLength);
        this.answers = answers;
        this.session = session;
        lastConnectedNs = nowNs;
    }

    boolean isAt(final DirectBuffer buffer, final int offset, final int addressLength) {
        if (addressLength != address.capacity()) {
            return false;
        }
        for (int i = 0; i < addressLength; i++) {
            if (buffer.getByte(offset + i) != address.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    void onRequest(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        lastRequestNs = nowNs;
        if (answers.isConnected()) {
            session.onRequest(buffer, offset, length, nowNs);
        } else {
            early.putBytes(0, buffer, offset, length);
            earlyLength = length;
        }
    }

    int poll(final long nowNs) {
        if (earlyLength > 0 && answers.isConnected()) {
            session.onRequest(early, 0, earlyLength, nowNs);
            earlyLength = 0;
        }
        return session.poll(nowNs);
    }

    /** Whether it is gone, or hasn't asked for long. */
    boolean isOver(final long nowNs) {
        if (answers.isConnected()) {
            lastConnectedNs = nowNs;
        }
        return nowNs - lastConnectedNs > PATIENCE_NS || !session.isLasting() && nowNs - lastRequestNs > IDLE_NS;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(session, answers);
    }
}
