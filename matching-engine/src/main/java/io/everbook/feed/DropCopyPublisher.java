package io.everbook.feed;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EverbookException;
import io.everbook.api.JournalReader;
import io.everbook.api.JournalRecord;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.DropCopyHeartbeatEncoder;
import io.everbook.protocol.DropCopyRefusedEncoder;
import io.everbook.protocol.DropCopyRequestDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.QueryResult;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One subscription to execution reports (DRP-1): follows a journal with a reader of its own, from any execution id on,
 * and reports every order event and reject of a firm, of a session, or of all. Asked again, it goes back to wherever it
 * is asked to begin. Only what the journal holds is told, so it is committed.
 *
 * <p>A firm is told of its own sessions alone. What it can't be told is refused in so many words. One thread; allocates
 * nothing in steady state.
 */
public final class DropCopyPublisher {
    private static final int HEARTBEAT_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + DropCopyHeartbeatEncoder.BLOCK_LENGTH;
    private static final int REFUSED_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + DropCopyRefusedEncoder.BLOCK_LENGTH;
    private static final int COMMAND_HEADER_END =
        MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;

    private final UnsafeBuffer heartbeatBuffer =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(HEARTBEAT_LENGTH, 64));
    private final MessageHeaderEncoder heartbeatHeader = new MessageHeaderEncoder();
    private final DropCopyHeartbeatEncoder heartbeat = new DropCopyHeartbeatEncoder();
    private final UnsafeBuffer refusedBuffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(REFUSED_LENGTH, 64));
    private final DropCopyRefusedEncoder refused = new DropCopyRefusedEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DropCopyRequestDecoder request = new DropCopyRequestDecoder();
    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private final CommandHeaderDecoder command = new CommandHeaderDecoder();
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final SessionDirectory sessions = new SessionDirectory();
    private final ExecutionReports reports = new ExecutionReports();
    private final JournalReader reader;
    private final MessageSink sink;
    private int participant;
    private int session;
    private boolean begun;
    private long fromExecutionId;
    private long lastExecutionId;
    private long throughExecutionId;
    private long learntSequence;
    private long sequence;
    private long timeNs;
    private long epoch;

    /**
     * Creates it before a subscription begins.
     *
     * @param reader of the journal, still the caller's to close.
     * @param sink   takes the reports.
     */
    public DropCopyPublisher(final JournalReader reader, final MessageSink sink) {
        this.reader = reader;
        this.sink = sink;
        learntSequence = Math.max(0, reader.firstSequence() - 1);
    }

    /**
     * Begins the subscription that a request asks for, or begins it again elsewhere; or refuses it, by a message to the
     * sink, and ends what there was.
     *
     * @param buffer holding it.
     * @param offset of its message header.
     * @param length in bytes.
     * @param asker  participant that asks, as its connection authenticated; 0 for one who may ask for everything, -1
     *               for one who may ask for nothing.
     * @return false: it is no such request, or refused.
     */
    public boolean onRequest(final DirectBuffer buffer, final int offset, final int length, final int asker) {
        if (!FeedInput.isMessage(header, buffer, offset, length)
            || !FeedInput.is(header, DropCopyRequestDecoder.TEMPLATE_ID, DropCopyRequestDecoder.BLOCK_LENGTH)) {
            return false;
        }
        request.wrapAndApplyHeader(buffer, offset, header);
        ask(request.fromExecutionId(), request.participant(), request.session());
        return asker == 0 || asker > 0 && participant == asker ? beginOrRefuse() : refuse(QueryResult.NOT_AUTHORISED);
    }

    private boolean beginOrRefuse() {
        try {
            begin(fromExecutionId, participant, session);
            return true;
        } catch (final EverbookException e) {
            return refuse(QueryResult.FORGOTTEN);
        }
    }

    /**
     * Ends the subscription, since the journal holds no more what it takes to tell what comes next.
     */
    public void end() {
        refuse(QueryResult.FORGOTTEN);
    }

    private boolean refuse(final QueryResult result) {
        begun = false;
        refused.wrapAndApplyHeader(refusedBuffer, 0, heartbeatHeader)
            .fromExecutionId(fromExecutionId)
            .firstSequence(reader.firstSequence())
            .participant(participant)
            .session(session)
            .result(result)
            .pad1((short) 0)
            .pad2(0)
            .pad3(0);
        sink.message(refusedBuffer, 0, REFUSED_LENGTH);
        return false;
    }

    /**
     * Begins the subscription, or begins it again elsewhere.
     *
     * @param newFromExecutionId the first wanted, from 1.
     * @param newParticipant     the firm; 0: every firm.
     * @param newSession         0: every session of the firm.
     * @throws EverbookException if the journal doesn't hold that event any more.
     */
    public void begin(final long newFromExecutionId, final int newParticipant, final int newSession) {
        ask(newFromExecutionId, newParticipant, newSession);
        final long first = reader.seekExecution(newFromExecutionId);
        if (first > learntSequence + 1) {
            reader.seek(learntSequence + 1);
        }
        lastExecutionId = newFromExecutionId - 1;
        throughExecutionId = lastExecutionId;
        begun = true;
    }

    private void ask(final long newFromExecutionId, final int newParticipant, final int newSession) {
        begun = false;
        fromExecutionId = newFromExecutionId;
        participant = newParticipant;
        session = newSession;
    }

    /**
     * Takes records that are there, and reports.
     *
     * @param limit how many records at most.
     * @return how many there were; 0 while there is no subscription.
     */
    public int poll(final int limit) {
        int taken = 0;
        while (begun && taken < limit) {
            final JournalRecord record = reader.next();
            if (record == null) {
                break;
            }
            take(record);
            taken++;
        }
        return taken;
    }

    private void take(final JournalRecord record) {
        sequence = record.sequence();
        timeNs = record.timeNs();
        epoch = record.epoch();
        if (sequence > learntSequence) {
            dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), sessions);
            learntSequence = sequence;
        }
        final int initiator = initiator(record);
        final int end = record.eventsOffset() + record.eventsLength();
        for (int offset = record.eventsOffset(); offset < end;) {
            header.wrap(record.buffer(), offset);
            event.wrap(record.buffer(), offset + MessageHeaderDecoder.ENCODED_LENGTH);
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            take(record.buffer(), offset, initiator);
            offset += length;
        }
    }

    private void take(final DirectBuffer buffer, final int offset, final int initiator) {
        final long executionId = event.executionId();
        throughExecutionId = Math.max(throughExecutionId, executionId);
        if (executionId >= fromExecutionId && isWanted(event.session())) {
            reports.begin(lastExecutionId, sessions.participant(event.session()), initiator);
            dispatcher.dispatch(buffer, offset, reports);
            if (reports.isPresent()) {
                lastExecutionId = executionId;
                sink.message(reports.buffer(), 0, ExecutionReports.LENGTH);
            }
        }
    }

    private boolean isWanted(final int ofSession) {
        final int ofParticipant = sessions.participant(ofSession);
        if (participant != 0 && ofParticipant == SessionDirectory.UNKNOWN) {
            throw new EverbookException("drop copy ends before sequence " + sequence + ": session " + ofSession
                + " was defined before the journal's first record, so its firm is not known; subscribe by session");
        }
        return (participant == 0 || ofParticipant == participant) && (session == 0 || ofSession == session);
    }

    private int initiator(final JournalRecord record) {
        if (record.connection() == 0 || record.commandLength() < COMMAND_HEADER_END) {
            return 0;
        }
        command.wrap(record.buffer(), record.commandOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
        return command.session();
    }

    /**
     * Sends a heartbeat. To be called at an interval, whatever was sent meanwhile; sends none while there is no
     * subscription.
     */
    public void heartbeat() {
        if (begun) {
            heartbeat.wrapAndApplyHeader(heartbeatBuffer, 0, heartbeatHeader)
                .lastExecutionId(lastExecutionId)
                .throughExecutionId(throughExecutionId)
                .sequence(sequence)
                .timeNs(timeNs)
                .epoch(epoch);
            sink.message(heartbeatBuffer, 0, HEARTBEAT_LENGTH);
        }
    }
}
