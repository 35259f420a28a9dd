package io.everbook.site;

import io.aeron.Publication;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderCancelledEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class EgressPublisherTest {
    private static final int EVENT_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderCancelledEncoder.BLOCK_LENGTH;
    private static final int SENDER = 5;

    /** What was taken, as connection followed by the event numbers of the message. */
    private final List<List<Long>> sent = new ArrayList<>();
    private final Deque<Long> refusals = new ArrayDeque<>();
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[64 * 1024]);
    private final EgressPublisher publisher = new EgressPublisher((connection, buffer, offset, length) -> {
        if (refusals.isEmpty()) {
            sent.add(read(connection, buffer, offset, length));
        }
        return refusals.isEmpty() ? 1 : refusals.remove();
    }, session -> session % 10);

    @Test
    void shouldSendEventsThatFollowOneAnotherForAConnectionTogether() {
        publish(1, 1, 2);
        publish(1, 3);
        assertThat(sent).isEmpty();
        publisher.flush();
        publisher.flush();

        assertThat(sent).containsExactly(List.of(1L, 1L, 2L, 3L));
    }

    @Test
    void shouldSendEventsOfDifferentConnectionsApart() {
        encode(0, 1, 1);
        encode(1, 2, 7);
        encode(2, 2, 8);
        encode(3, 1, 2);
        publisher.publish(record, 0, 4 * EVENT_LENGTH, SENDER);
        publisher.flush();

        assertThat(sent).containsExactly(List.of(1L, 1L), List.of(2L, 7L, 8L), List.of(1L, 2L));
    }

    @Test
    void shouldSendSignalsToTheSenderAndEventsOfSessionsWithoutConnectionToNobody() {
        publish(3, 0);
        publish(10, 4);
        publisher.flush();

        assertThat(sent).containsExactly(List.of((long) SENDER, 0L));
        assertThat(publisher.dropped()).isZero();
    }

    @Test
    void shouldFillPacketsAndNoMore() {
        final int fit = EgressPublisher.MAX_LENGTH / EVENT_LENGTH;
        final long[] numbers = new long[2 * fit + 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i + 1;
        }
        publish(1, numbers);
        publisher.flush();

        assertThat(sent).extracting(List::size).containsExactly(1 + fit, 1 + fit, 2);
        assertThat(sent.get(2).get(1)).isEqualTo(numbers.length);
    }

    @Test
    void shouldOfferAgainWhereOnlyATermBufferEnded() {
        refusals.add(Publication.ADMIN_ACTION);
        publish(1, 1);
        publisher.flush();

        assertThat(sent).containsExactly(List.of(1L, 1L));
        assertThat(publisher.dropped()).isZero();
    }

    @Test
    void shouldDropAndCountWhatIsPushedBack() {
        refusals.add(Publication.BACK_PRESSURED);
        publish(1, 1);
        publisher.flush();
        publish(1, 2);
        publisher.flush();

        assertThat(sent).containsExactly(List.of(1L, 2L));
        assertThat(publisher.dropped()).isEqualTo(1);
    }

    @Test
    void shouldNotKeepForALaterTermWhatAnEarlierOneLeft() {
        publish(1, 1);
        publisher.drop();
        publisher.drop();
        publish(1, 2);
        publisher.flush();

        assertThat(sent).containsExactly(List.of(1L, 2L));
        assertThat(publisher.dropped()).isEqualTo(1);
    }

    private void publish(final int session, final long... eventNumbers) {
        for (int i = 0; i < eventNumbers.length; i++) {
            encode(i, session, eventNumbers[i]);
        }
        publisher.publish(record, 0, eventNumbers.length * EVENT_LENGTH, SENDER);
    }

    private void encode(final int place, final int session, final long eventNumber) {
        new OrderCancelledEncoder().wrapAndApplyHeader(record, place * EVENT_LENGTH, new MessageHeaderEncoder())
            .header().session(session).eventNumber(eventNumber);
    }

    private List<Long> read(final long connection, final DirectBuffer buffer, final int offset, final int length) {
        final List<Long> message = new ArrayList<>(List.of(connection));
        final EventHeaderDecoder event = new EventHeaderDecoder();
        for (int at = offset; at < offset + length; at += EVENT_LENGTH) {
            message.add(event.wrap(buffer, at + MessageHeaderEncoder.ENCODED_LENGTH).eventNumber());
        }
        return message;
    }
}
