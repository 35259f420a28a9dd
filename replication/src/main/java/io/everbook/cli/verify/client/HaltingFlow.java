package io.everbook.cli.verify.client;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.protocol.InstrumentState;

/**
 * The operator halts an instrument, lets cancels in, and opens it again, over and over.
 */
final class HaltingFlow implements OrderFlow {
    private static final InstrumentState[] STATES = {
        InstrumentState.HALTED, InstrumentState.CANCEL_ONLY, InstrumentState.CONTINUOUS, InstrumentState.CONTINUOUS,
        InstrumentState.CONTINUOUS};
    private final ChangeInstrumentState change = new ChangeInstrumentState();
    private int step;

    @Override
    public Command<?> next() {
        return change.instrument(Market.HALTED_INSTRUMENT).state(STATES[step++ % STATES.length]);
    }

    @Override
    public long tag() {
        return 0;
    }
}
