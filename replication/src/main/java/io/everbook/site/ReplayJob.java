package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.EventReplayEndEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Serves a session's events from the journal: walks back from the last by each event's link to the one before, then
 * sends them in their order, as they were first sent, and ends with an EventReplayEnd.
 *
 * <p>Only to the participant who logged the session on: the credentials must be those of the participant named by the
 * LogonAccepted at the logon's sequence. A duty cycle reads a bounded number of records.
 */
final class ReplayJob extends InquiryJob {
    static final int COMPLETE = 0;
    static final int NOT_REACHED = 1;
    static final int REFUSED = 2;
    static final int NO_SUCH_EVENTS = 3;

    private static final int RECORDS_A_CYCLE = 256;
    private static final int MAX_RECORDS = 1 << 18;
    private static final int UNDECIDED = -1;

    private final ReplayRequest request;
    private final JournalReader journal;
    private final Participants participants;
    private final SiteState state;
    private final RecordView record = new RecordView();
    private final SessionEvents events;
    private final LongArrayList sequences = new LongArrayList();
    private int result = UNDECIDED;
    private long walking;
    private long nextEvent;
    private int remaining;

    ReplayJob(
        final Aeron aeron,
        final ReplayRequest request,
        final long nowNs,
        final JournalReader journal,
        final Participants participants,
        final SiteState state) {
        super(aeron, request.responseChannel(), request.responseStream(), nowNs);
        this.request = request;
        this.journal = journal;
        this.participants = participants;
        this.state = state;
        events = new SessionEvents(request.session());
        walking = request.toSequence();
        nextEvent = request.fromEvent();
    }

    @Override
    boolean answer(final ExclusivePublication to) {
        if (walking == request.toSequence() && result == UNDECIDED && sequences.isEmpty()) {
            result = admission();
        }
        if (result == UNDECIDED) {
            collect();
        }
        if (result == COMPLETE && remaining > 0) {
            send(to);
        }
        return result != UNDECIDED && remaining == 0 && sendEnd(to);
    }

    private int admission() {
        if (!request.isSensible()) {
            return NO_SUCH_EVENTS;
        }
        final int participant = participants.authenticate(request.credentials());
        if (participant == Participants.NOBODY) {
            return REFUSED;
        }
        if (Math.max(request.toSequence(), request.logonSequence()) > reached()) {
            return NOT_REACHED;
        }
        return read(request.logonSequence()) && events.wrap(record).acceptsLogonOf(participant) ? UNDECIDED : REFUSED;
    }

    private long reached() {
        return Math.min(state.read().sequence(), journal == null ? 0 : journal.lastSequence());
    }

    private void collect() {
        for (int i = 0; i < RECORDS_A_CYCLE && result == UNDECIDED; i++) {
            result = step();
        }
        if (result == COMPLETE) {
            remaining = sequences.size();
        }
    }

    private int step() {
        if (walking < 1 || sequences.size() == MAX_RECORDS || !read(walking) || !events.wrap(record).nextNumbered()) {
            return NO_SUCH_EVENTS;
        }
        final long first = events.eventNumber();
        final long previous = events.previousSequence();
        if (sequences.isEmpty() && !holdsLast()) {
            return NO_SUCH_EVENTS;
        }
        sequences.addLong(walking);
        walking = previous;
        return first <= request.fromEvent() ? COMPLETE : UNDECIDED;
    }

    private boolean holdsLast() {
        do {
            if (events.eventNumber() == request.toEvent()) {
                return true;
            }
        } while (events.nextNumbered());
        return false;
    }

    private void send(final ExclusivePublication to) {
        for (int i = 0; i < RECORDS_A_CYCLE && remaining > 0; i++) {
            read(sequences.getLong(remaining - 1));
            if (!sendRecord(to)) {
                return;
            }
            remaining--;
        }
    }

    private boolean sendRecord(final ExclusivePublication to) {
        events.wrap(record);
        while (events.nextNumbered()) {
            final long number = events.eventNumber();
            if (number >= nextEvent && number <= request.toEvent()) {
                if (to.offer(record.buffer(), events.offset(), events.length()) < 0) {
                    return false;
                }
                nextEvent = number + 1;
            }
        }
        return true;
    }

    private boolean sendEnd(final ExclusivePublication to) {
        final UnsafeBuffer buffer = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + EventReplayEndEncoder.BLOCK_LENGTH]);
        new EventReplayEndEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(request.correlationId())
            .lastEvent(result == COMPLETE ? request.toEvent() : 0)
            .session(request.session())
            .result(result);
        return to.offer(buffer, 0, buffer.capacity()) > 0;
    }

    private boolean read(final long sequence) {
        journal.seek(sequence);
        return journal.next(record) && record.sequence() == sequence;
    }
}
