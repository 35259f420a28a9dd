package io.everbook.client;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OutcomeAnswerEncoder;
import io.everbook.protocol.OutcomeQueryDecoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.ReturnAddressDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Three sites' stores of outcomes, each behaving as the test says: with a result, silent (null), or unreachable.
 */
final class ScriptedOutcomes implements InquiryLink {
    final QueryResult[] sites = {QueryResult.ANSWERED, QueryResult.ANSWERED, QueryResult.ANSWERED};
    final boolean[] unreachable = new boolean[sites.length];
    final List<Asked> asked = new ArrayList<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();

    @Override
    public int sites() {
        return sites.length;
    }

    @Override
    public int member(final int site) {
        return site;
    }

    @Override
    public boolean send(final int site, final DirectBuffer buffer, final int offset, final int length) {
        if (unreachable[site]) {
            return false;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ReturnAddressDecoder address = new ReturnAddressDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String channel = text(address.responseChannelLength(), address::getResponseChannel);
        final String credentials = text(address.credentialsLength(), address::getCredentials);
        final OutcomeQueryDecoder query =
            new OutcomeQueryDecoder().wrapAndApplyHeader(buffer, address.limit(), header);
        asked.add(new Asked(site, channel, credentials, query.commandNumber(), query.logonSequence(),
            query.requiredSequence()));
        if (sites[site] != null) {
            answer(query.correlationId(), query.commandNumber(), sites[site]);
        }
        return true;
    }

    private static String text(final int length, final Field field) {
        final byte[] bytes = new byte[length];
        field.get(bytes, 0, length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private interface Field {
        int get(byte[] to, int offset, int length);
    }

    void answer(final long correlationId, final long commandNumber, final QueryResult result) {
        final UnsafeBuffer out = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + OutcomeAnswerEncoder.BLOCK_LENGTH]);
        new OutcomeAnswerEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .commandNumber(commandNumber)
            .result(result)
            .status(OutcomeStatus.DONE);
        answers.add(out.byteArray());
    }

    @Override
    public byte[] responseChannel() {
        return "aeron:udp?endpoint=127.0.0.1:22000".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int responseStream() {
        return 23;
    }

    @Override
    public int poll(final Listener listener) {
        int work = 0;
        while (!answers.isEmpty()) {
            final byte[] message = answers.poll();
            listener.onMessage(new UnsafeBuffer(message), 0, message.length);
            work++;
        }
        return work;
    }

    @Override
    public void close() {
        answers.clear();
    }

    record Asked(
        int site, String channel, String credentials, long commandNumber, long logonSequence, long requiredSequence) {
    }
}
