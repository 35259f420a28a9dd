package io.everbook.outcome;

import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerEncoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.Reason;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Looks up what became of a command. The session is read before the outcome: so, where there is no outcome, the command
 * wasn't decided when the session's newest logon was, and a fence that the logon raised holds.
 */
final class OutcomeLookup extends Lookup {
    private final OutcomeAnswerEncoder encoder = new OutcomeAnswerEncoder();
    private final OutcomeAnswerDecoder decoder = new OutcomeAnswerDecoder();
    private final OutcomeValue outcome = Values.newHeapInstance(OutcomeValue.class);
    private final SessionValue asked = Values.newHeapInstance(SessionValue.class);
    private int session;
    private long number;
    private long logonSequence;
    private boolean decided;

    OutcomeLookup(final StoreView view) {
        super(view);
    }

    OutcomeAnswerDecoder answer(
        final int participant,
        final long correlationId,
        final int ofSession,
        final long commandNumber,
        final long sentUnder,
        final long required) {
        session = ofSession;
        number = commandNumber;
        logonSequence = sentUnder;
        decided = false;
        final QueryResult result = result(participant, Math.max(required, sentUnder));
        encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
            .correlationId(correlationId)
            .sequence(view.sequence())
            .firstSequence(view.firstSequence())
            .commandNumber(commandNumber)
            .session(ofSession)
            .result(result)
            .status(OutcomeStatus.PENDING)
            .reason(Reason.NONE);
        if (result == QueryResult.ANSWERED) {
            encode();
        }
        return decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    @Override
    QueryResult find(final int participant) {
        key.setValue(session);
        if (!view.maps().sessions().get(key, asked)) {
            return QueryResult.UNKNOWN;
        }
        if (!isOf(session, participant)) {
            return refusal();
        }
        return number < 1 ? QueryResult.INVALID : findOutcome(view.maps().outcomes());
    }

    private QueryResult findOutcome(final StoreMap<LongValue, OutcomeValue> outcomes) {
        key.setValue(StoreKeys.slot(session, number, view.state().outcomesPerSession()));
        final boolean taken = outcomes.get(key, outcome);
        decided = taken && outcome.number() == number;
        final boolean forgotten = number < asked.firstNumber()
            || number <= asked.logonNumber()
            || taken && outcome.number() > number;
        return decided || !forgotten ? QueryResult.ANSWERED : QueryResult.FORGOTTEN;
    }

    private void encode() {
        if (decided) {
            encoder.decidedSequence(outcome.sequence())
                .decidedTimeNs(outcome.timeNs())
                .orderId(outcome.orderId())
                .digest(outcome.digest())
                .commandTemplate(outcome.template() & 0xFFFF)
                .status(OutcomeStatus.get((short) (outcome.status() & 0xFF)))
                .reason(Reason.get((short) (outcome.reason() & 0xFF)));
        } else {
            final boolean fenced = logonSequence > 0 && asked.fenceSequence() > logonSequence;
            encoder.status(fenced ? OutcomeStatus.NEVER_SEQUENCED : OutcomeStatus.PENDING);
        }
    }
}
