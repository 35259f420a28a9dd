package io.everbook.client;

import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The session's numbered events, given to the listener in the order of their numbers, each once, from wherever they
 * come.
 *
 * <pre>
 *   delivered | next ... hole ... | held: live, contiguous | known to exist
 * </pre>
 *
 * <p>What is below {@code next} is a repeat and is dropped. What comes live above it opens a hole, and is held until
 * the hole is filled; live events that don't fit behind those held are dropped, and are a hole of their own later.
 */
final class EventStream {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int COMMAND_NUMBER_OFFSET =
        HEADER_LENGTH + CommandRejectedDecoder.commandNumberEncodingOffset();

    private final EventHeaderDecoder header = new EventHeaderDecoder();
    private final MessageHeaderDecoder heldHeader = new MessageHeaderDecoder();
    private final UnsafeBuffer held;
    private final int session;
    private final boolean fills;
    private final GuardedListener listener;
    private final PendingCommands pending;
    private final ClientObserver observer;
    private final Counters counters;
    private long next;
    private long deliveredSequence;
    private long known;
    private long knownSequence;
    private long heldFirst;
    private long heldLast;
    private long heldPreviousSequence;
    private int heldLength;

    EventStream(
        final ClientConfig config,
        final boolean fills,
        final GuardedListener listener,
        final PendingCommands pending,
        final Counters counters) {
        this.session = config.session();
        this.fills = fills;
        this.listener = listener;
        this.pending = pending;
        observer = config.observer();
        this.counters = counters;
        held = new UnsafeBuffer(new byte[config.heldEventsLength()]);
    }

    boolean isStarted() {
        return 0 != next;
    }

    void start(final long firstEvent) {
        next = firstEvent;
    }

    long next() {
        return next;
    }

    long deliveredSequence() {
        return deliveredSequence;
    }

    /** The session's last event is this one, in the record of this sequence. */
    void reached(final long event, final long sequence) {
        if (event > known) {
            known = event;
            knownSequence = sequence;
        }
    }

    boolean hasHole() {
        return fills && 0 != next && next <= known;
    }

    long holeTo() {
        return 0 == heldLength ? known : heldFirst - 1;
    }

    long holeToSequence() {
        return 0 == heldLength ? knownSequence : heldPreviousSequence;
    }

    void onLive(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset + HEADER_LENGTH);
        if (!isStarted() || header.session() != session) {
            return;
        }
        reached(header.eventNumber(), header.sequence());
        if (header.eventNumber() > next && fills) {
            hold(buffer, offset, length);
        } else {
            onNextOrEarlier(buffer, offset, false);
        }
    }

    void onReplayed(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset + HEADER_LENGTH);
        if (isStarted() && header.session() == session && header.eventNumber() <= next) {
            onNextOrEarlier(buffer, offset, true);
        }
    }

    private void onNextOrEarlier(final DirectBuffer buffer, final int offset, final boolean replayed) {
        if (header.eventNumber() < next) {
            counters.increment(ClientCounter.EVENTS_DUPLICATE);
            return;
        }
        deliver(buffer, offset, replayed);
        deliverHeld();
    }

    private void hold(final DirectBuffer buffer, final int offset, final int length) {
        final long number = header.eventNumber();
        if (0 == heldLength) {
            heldFirst = number;
            heldLast = number - 1;
            heldPreviousSequence = header.previousSequence();
        }
        if (number <= heldLast) {
            counters.increment(ClientCounter.EVENTS_DUPLICATE);
        } else if (number > heldLast + 1 || heldLength + length > held.capacity()) {
            counters.increment(ClientCounter.HELD_EVENTS_DROPPED);
        } else {
            held.putBytes(heldLength, buffer, offset, length);
            heldLength += length;
            heldLast = number;
        }
    }

    private void deliverHeld() {
        if (0 == heldLength || heldFirst != next) {
            return;
        }
        for (int position = 0; position < heldLength;) {
            header.wrap(held, position + HEADER_LENGTH);
            deliver(held, position, false);
            position += HEADER_LENGTH + heldHeader.wrap(held, position).blockLength();
        }
        heldLength = 0;
    }

    private void deliver(final DirectBuffer buffer, final int offset, final boolean replayed) {
        final long sequence = header.sequence();
        final long answered = header.flags().terminal() ? commandNumber(buffer, offset) : 0;
        next = header.eventNumber() + 1;
        deliveredSequence = sequence;
        counters.increment(ClientCounter.EVENTS_DELIVERED);
        if (replayed) {
            counters.increment(ClientCounter.EVENTS_REPLAYED);
        }
        pending.answeredUpTo(answered);
        listener.onMessage(buffer, offset);
        if (0 != answered) {
            observer.onAnswered(answered, sequence, replayed);
        }
    }

    private static long commandNumber(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + COMMAND_NUMBER_OFFSET, CommandRejectedDecoder.BYTE_ORDER);
    }
}
