package io.everbook.engine;

import io.everbook.engine.session.Session;
import io.everbook.protocol.EventHeaderEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Claims room for the events of the record being made and fills in their headers: a signal has no numbers, an event
 * takes its session's next event number and the partition's next execution id, a response is the event that ends a
 * command (design rule 15).
 */
final class EventFrame {
    private static final int FLAGS_OFFSET =
        MessageHeaderEncoder.ENCODED_LENGTH + EventHeaderEncoder.flagsEncodingOffset();
    private static final byte LAST_OF_RECORD = 1 << 1;

    private final EngineState state;
    private EventBuffer events;

    EventFrame(final EngineState state) {
        this.state = state;
    }

    void begin(final EventBuffer events) {
        this.events = events;
        events.clear();
    }

    /** Marks the last event of the record. */
    void end() {
        if (events.count() > 0) {
            final int flags = events.lastEventOffset() + FLAGS_OFFSET;
            buffer().putByte(flags, (byte) (buffer().getByte(flags) | LAST_OF_RECORD));
        }
        events = null;
    }

    MutableDirectBuffer buffer() {
        return events.buffer();
    }

    int claim(final int blockLength) {
        return events.claim(MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }

    void signal(final EventHeaderEncoder header, final int session) {
        fill(header, session).executionId(0).eventNumber(0).previousSequence(0);
    }

    void event(final EventHeaderEncoder header, final Session session) {
        final long previousSequence = session.lastEventSequence();
        fill(header, session.id())
            .executionId(state.takeExecutionId())
            .eventNumber(session.nextEvent(state.sequence()))
            .previousSequence(previousSequence);
    }

    void response(final EventHeaderEncoder header, final Session session) {
        event(header, session);
        header.flags().terminal(true);
    }

    private EventHeaderEncoder fill(final EventHeaderEncoder header, final int session) {
        header.sequence(state.sequence())
            .timeNs(state.timeNs())
            .session(session)
            .partition(state.config().partition())
            .reserved((short) 0);
        header.flags().clear();
        return header;
    }
}
