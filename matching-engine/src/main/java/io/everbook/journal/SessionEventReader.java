package io.everbook.journal;

import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.util.Arrays;

/**
 * Reads a session's numbered events back from a journal, following the link that each carries to the record of the one
 * before it, so that the cost depends on what is asked for and not on the journal's length. Not thread safe.
 */
public final class SessionEventReader {
    private final JournalReader reader;
    private final RecordView view = new RecordView();
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private long[] sequences = new long[64];

    /**
     * Creates it over a reader, which it moves.
     *
     * @param reader of the journal, still the caller's to close.
     */
    public SessionEventReader(final JournalReader reader) {
        this.reader = reader;
    }

    /**
     * Takes events, each with its message header, valid during the call.
     */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one event.
         *
         * @param buffer holding it.
         * @param offset of its message header.
         * @param length of message header and block together, in bytes.
         */
        void event(DirectBuffer buffer, int offset, int length);
    }

    /**
     * Reads the events of a session in the order of their numbers.
     *
     * @param session    whose events.
     * @param fromEvent  the first event number wanted, from 1.
     * @param toSequence of the record that holds the last events wanted, which are all of that record's; 0: none.
     * @param sink       takes the events.
     * @return the number of the last event given to the sink, {@code fromEvent - 1} if there was none.
     * @throws JournalException if a link leads to a record without an event of the session, or a record is damaged.
     */
    public long read(final int session, final long fromEvent, final long toSequence, final Sink sink) {
        int depth = 0;
        long sequence = toSequence;
        while (sequence > 0) {
            final int first = firstEventOf(session, sequence);
            if (lastEventIn(session) < fromEvent) {
                break;
            }
            depth = push(depth, sequence);
            event.wrap(view.buffer(), first + MessageHeaderDecoder.ENCODED_LENGTH);
            sequence = event.eventNumber() <= fromEvent ? 0 : event.previousSequence();
        }
        return forward(session, fromEvent, depth, sink);
    }

    private int push(final int depth, final long sequence) {
        if (depth == sequences.length) {
            sequences = Arrays.copyOf(sequences, depth * 2);
        }
        sequences[depth] = sequence;
        return depth + 1;
    }

    private long forward(final int session, final long fromEvent, final int depth, final Sink sink) {
        long last = fromEvent - 1;
        for (int i = depth - 1; i >= 0; i--) {
            move(sequences[i]);
            last = deliver(session, last, sink);
        }
        return last;
    }

    private long deliver(final int session, final long after, final Sink sink) {
        long last = after;
        int offset = view.eventsOffset();
        while (offset < eventsEnd()) {
            final int length = length(offset);
            if (isNumberedOf(session, offset) && event.eventNumber() > last) {
                last = event.eventNumber();
                sink.event(view.buffer(), offset, length);
            }
            offset += length;
        }
        return last;
    }

    private int firstEventOf(final int session, final long sequence) {
        move(sequence);
        int offset = view.eventsOffset();
        while (offset < eventsEnd()) {
            if (isNumberedOf(session, offset)) {
                return offset;
            }
            offset += length(offset);
        }
        throw reader.fault("the record holds no event of session " + session + ", though a link leads to it");
    }

    private long lastEventIn(final int session) {
        long last = 0;
        int offset = view.eventsOffset();
        while (offset < eventsEnd()) {
            if (isNumberedOf(session, offset)) {
                last = event.eventNumber();
            }
            offset += length(offset);
        }
        return last;
    }

    private boolean isNumberedOf(final int session, final int offset) {
        event.wrap(view.buffer(), offset + MessageHeaderDecoder.ENCODED_LENGTH);
        return event.session() == session && event.eventNumber() > 0;
    }

    private int length(final int offset) {
        message.wrap(view.buffer(), offset);
        return MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
    }

    private int eventsEnd() {
        return view.eventsOffset() + view.eventsLength();
    }

    private void move(final long sequence) {
        reader.seek(sequence);
        reader.next(view);
    }
}
