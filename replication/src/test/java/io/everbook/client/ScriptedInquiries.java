package io.everbook.client;

import io.everbook.protocol.EventReplayEndEncoder;
import io.everbook.protocol.EventReplayRequestDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Three sites' inquiry endpoints over the scripted exchange's events, each behaving as the test says.
 */
final class ScriptedInquiries implements InquiryLink {
    final Behaviour[] sites = {Behaviour.ANSWERS, Behaviour.ANSWERS, Behaviour.ANSWERS};
    final List<Asked> asked = new ArrayList<>();
    final Deque<byte[]> answers = new ArrayDeque<>();
    private final ScriptedExchange exchange;

    ScriptedInquiries(final ScriptedExchange exchange) {
        this.exchange = exchange;
    }

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
        if (Behaviour.UNREACHABLE == sites[site]) {
            return false;
        }
        final EventReplayRequestDecoder request =
            new EventReplayRequestDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        asked.add(new Asked(site, request.fromEvent(), request.toEvent(), request.toSequence(),
            request.logonSequence()));
        answer(sites[site], request);
        return true;
    }

    private void answer(final Behaviour behaviour, final EventReplayRequestDecoder request) {
        switch (behaviour) {
            case ANSWERS -> replay(request, request.toEvent(), 0);
            case STOPS_HALFWAY -> replay(request, (request.fromEvent() + request.toEvent()) / 2, 0);
            case LAGS -> end(request.correlationId(), 1);
            case REFUSES -> end(request.correlationId(), 2);
            default -> {
            }
        }
    }

    private void replay(final EventReplayRequestDecoder request, final long to, final int result) {
        for (long event = request.fromEvent(); event <= to; event++) {
            answers.add(exchange.events.get((int) event - 1));
        }
        end(request.correlationId(), result);
    }

    private void end(final long correlationId, final int result) {
        final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);
        new EventReplayEndEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId).session(ScriptedExchange.SESSION).result(result);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + EventReplayEndEncoder.BLOCK_LENGTH;
        answers.add(Arrays.copyOf(out.byteArray(), length));
    }

    @Override
    public byte[] responseChannel() {
        return "aeron:udp?endpoint=127.0.0.1:22000".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int responseStream() {
        return 21;
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

    enum Behaviour { ANSWERS, STOPS_HALFWAY, LAGS, REFUSES, SILENT, UNREACHABLE }

    record Asked(int site, long from, long to, long toSequence, long logonSequence) {
    }
}
