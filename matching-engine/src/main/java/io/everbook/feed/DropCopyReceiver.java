package io.everbook.feed;

import io.everbook.protocol.DropCopyHeartbeatDecoder;
import io.everbook.protocol.DropCopyRefusedDecoder;
import io.everbook.protocol.DropCopyRequestEncoder;
import io.everbook.protocol.ExecutionReportDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Subscribes to execution reports over a transport that may lose, repeat and reorder: sees by their links what is
 * missing, and has the publisher begin again there; it keeps nothing that comes before its turn, so that a transport
 * which reorders much makes it slow. Who keeps the last execution id together with what it made of the
 * reports, and begins behind it, processes each exactly once over restarts too. Once refused, it asks no more.
 *
 * <p>One thread, which hands in what arrives and calls {@link #poll} in its duty cycle; no clock is read but the one
 * handed in, and nothing blocks. Allocates nothing after construction.
 */
public final class DropCopyReceiver {
    private static final int REQUEST_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + DropCopyRequestEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer requestBuffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(REQUEST_LENGTH, 64));
    private final MessageHeaderEncoder requestHeader = new MessageHeaderEncoder();
    private final DropCopyRequestEncoder request = new DropCopyRequestEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final DropCopyHeartbeatDecoder heartbeat = new DropCopyHeartbeatDecoder();
    private final DropCopyRefusedDecoder refusal = new DropCopyRefusedDecoder();
    private final int participant;
    private final int session;
    private final long retryNs;
    private final long silenceNs;
    private final DropCopyListener listener;
    private final MessageSink requests;
    private boolean missing = true;
    private boolean asked;
    private boolean refused;
    private long askedAtNs;
    private long heardAtNs;
    private long lastExecutionId;
    private long throughExecutionId;
    private long requestCount;

    /**
     * Creates it; {@link #poll} subscribes.
     *
     * @param fromExecutionId the first wanted, from 1.
     * @param participant     the firm; 0: every firm.
     * @param session         0: every session of the firm.
     * @param retryNs         how long an answer may be late before it is asked for again.
     * @param silenceNs       how long nothing may come before the subscription is taken for forgotten; longer than the
     *                        publisher's interval of heartbeats.
     * @param listener        told the reports.
     * @param requests        takes the requests, to be sent to the publisher.
     */
    public DropCopyReceiver(
        final long fromExecutionId,
        final int participant,
        final int session,
        final long retryNs,
        final long silenceNs,
        final DropCopyListener listener,
        final MessageSink requests) {
        this.participant = participant;
        this.session = session;
        this.retryNs = retryNs;
        this.silenceNs = silenceNs;
        this.listener = listener;
        this.requests = requests;
        lastExecutionId = fromExecutionId - 1;
        throughExecutionId = lastExecutionId;
    }

    /**
     * Takes what arrived.
     *
     * @param buffer holding it.
     * @param offset of its message header.
     * @param length in bytes.
     * @param nowNs  of any clock that doesn't go back.
     * @return false: it was passed over, as no message of a drop copy.
     */
    public boolean onMessage(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (!FeedInput.isMessage(header, buffer, offset, length)) {
            return false;
        }
        if (FeedInput.is(header, ExecutionReportDecoder.TEMPLATE_ID, ExecutionReportDecoder.BLOCK_LENGTH)) {
            heardAtNs = nowNs;
            onReport(report.wrapAndApplyHeader(buffer, offset, header));
            return true;
        }
        if (FeedInput.is(header, DropCopyHeartbeatDecoder.TEMPLATE_ID, DropCopyHeartbeatDecoder.BLOCK_LENGTH)) {
            heardAtNs = nowNs;
            onHeartbeat(heartbeat.wrapAndApplyHeader(buffer, offset, header));
            return true;
        }
        if (FeedInput.is(header, DropCopyRefusedDecoder.TEMPLATE_ID, DropCopyRefusedDecoder.BLOCK_LENGTH)) {
            onRefused(refusal.wrapAndApplyHeader(buffer, offset, header));
            return true;
        }
        return false;
    }

    private void onRefused(final DropCopyRefusedDecoder message) {
        if (!refused && message.participant() == participant && message.session() == session) {
            refused = true;
            listener.onRefused(message);
        }
    }

    private void onReport(final ExecutionReportDecoder message) {
        if (message.executionId() > lastExecutionId) {
            missing = message.previousExecutionId() > lastExecutionId;
            if (!missing) {
                lastExecutionId = message.executionId();
                throughExecutionId = lastExecutionId;
                listener.onExecutionReport(message);
            }
        }
    }

    private void onHeartbeat(final DropCopyHeartbeatDecoder message) {
        missing = message.lastExecutionId() > lastExecutionId;
        if (message.lastExecutionId() == lastExecutionId) {
            throughExecutionId = Math.max(throughExecutionId, message.throughExecutionId());
        }
    }

    /**
     * Asks for what is missing, where it is time to.
     *
     * @param nowNs of the clock that {@link #onMessage} is given.
     * @return how many requests were sent.
     */
    public int poll(final long nowNs) {
        final boolean silent = nowNs - heardAtNs >= silenceNs;
        if (refused || asked && (!missing && !silent || nowNs - askedAtNs < retryNs)) {
            return 0;
        }
        asked = true;
        askedAtNs = nowNs;
        requestCount++;
        request.wrapAndApplyHeader(requestBuffer, 0, requestHeader)
            .fromExecutionId(lastExecutionId + 1)
            .participant(participant)
            .session(session);
        requests.message(requestBuffer, 0, REQUEST_LENGTH);
        return 1;
    }

    /**
     * The newest report told.
     *
     * @return its execution id; before the first, the one asked to begin from, minus one.
     */
    public long lastExecutionId() {
        return lastExecutionId;
    }

    /**
     * Up to which execution id everything wanted was told.
     *
     * @return the execution id.
     */
    public long throughExecutionId() {
        return throughExecutionId;
    }

    /**
     * Whether the publisher refused the subscription.
     *
     * @return true from then on; create another receiver to ask for something else.
     */
    public boolean isRefused() {
        return refused;
    }

    /**
     * How often it asked.
     *
     * @return the count.
     */
    public long requestCount() {
        return requestCount;
    }
}
