package io.everbook.cli.verify.check;

import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Reason;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Follows what the records as a whole must keep: sequence, time, epoch, and the instruments' states.
 */
final class OrderCheck {
    private final Int2ObjectHashMap<InstrumentState> states = new Int2ObjectHashMap<>();
    private final Tally tally;
    private long sequence;
    private long timeNs;
    private long epoch;

    OrderCheck(final Tally tally) {
        this.tally = tally;
    }

    void accept(final ParsedRecord record) {
        final long before = sequence;
        tally.check(Invariant.I4, record.sequence() == before + 1 && record.view().timeNs() >= timeNs,
            () -> "sequence " + record.sequence() + " of time " + record.view().timeNs() + " comes after " + before
                + " of time " + timeNs);
        tally.check(Invariant.I6, record.view().epoch() >= epoch, () -> "sequence " + record.sequence() + " of epoch "
            + record.view().epoch() + " comes after epoch " + epoch);
        sequence = record.sequence();
        timeNs = record.view().timeNs();
        epoch = record.view().epoch();
        checkStates(record);
    }

    private void checkStates(final ParsedRecord record) {
        if (record.changedInstrument() != 0) {
            tally.checked(Invariant.I22, 1);
            states.put(record.changedInstrument(), record.changedState());
        }
        if (record.acceptedInstrument() != 0) {
            final InstrumentState state = states.get(record.acceptedInstrument());
            tally.check(Invariant.I22, state == InstrumentState.CONTINUOUS, () -> "sequence " + record.sequence()
                + ": an order entered instrument " + record.acceptedInstrument() + " in state " + state);
        }
        if (record.terminals() == 1 && record.terminal().reason() == Reason.WRONG_STATE.value()) {
            tally.check(Invariant.I22, states.values().stream().anyMatch(state -> state != InstrumentState.CONTINUOUS),
                () -> "sequence " + record.sequence() + ": rejected WRONG_STATE while all instruments trade");
        }
    }
}
