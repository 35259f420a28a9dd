package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A subscriber's way to a request endpoint and back. Nothing waits: what can't be sent now is asked for again by who
 * sends. Not thread safe.
 */
final class RequestLink implements AutoCloseable {
    private static final int FRAGMENT_LIMIT = 64;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final SubscriberConfig config;
    private final int answerStream;
    private final ExclusivePublication requests;
    private final Subscription answers;
    private int addressLength;

    RequestLink(final Aeron aeron, final SubscriberConfig config, final int requestStream) {
        this.config = config;
        answerStream = config.isIpc() ? Streams.ipcAnswers(aeron.nextCorrelationId()) : Streams.ANSWERS;
        requests = aeron.addExclusivePublication(config.requestChannel(), requestStream);
        answers = aeron.addSubscription(config.answerChannel(), answerStream);
    }

    void send(final DirectBuffer request, final int offset, final int length) {
        if (addressLength == 0) {
            writeAddress();
        }
        if (addressLength > 0) {
            buffer.putBytes(addressLength, request, offset, length);
            requests.offer(buffer, 0, addressLength + length);
        }
    }

    private void writeAddress() {
        final String channel = answers.tryResolveChannelEndpointPort();
        if (channel != null) {
            addressLength = ReturnAddress.write(
                buffer, answerStream, channel.getBytes(StandardCharsets.US_ASCII), config.credentials());
        }
    }

    int poll(final FragmentAssembler assembler) {
        return answers.poll(assembler, FRAGMENT_LIMIT);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(answers, requests);
    }
}
