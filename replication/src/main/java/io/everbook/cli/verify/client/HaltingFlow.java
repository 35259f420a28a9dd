package io.everbook.cli.verify.client;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.MassCancel;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.protocol.InstrumentState;

/**
 * The operator halts an instrument, lets cancels in, cancels what one session has left, and opens it again, over and
 * over.
 */
final class HaltingFlow implements OrderFlow {
    private static final int STEPS = 6;
    private final ChangeInstrumentState change = new ChangeInstrumentState();
    private final MassCancel massCancel = new MassCancel();
    private int step;

    @Override
    public Command<?> next() {
        final int round = step / STEPS;
        return switch (step++ % STEPS) {
            case 0 -> change(InstrumentState.HALTED);
            case 1 -> change(InstrumentState.CANCEL_ONLY);
            case 2 -> massCancel.targetSession(Market.TRADERS.get(round % Market.TRADERS.size()));
            default -> change(InstrumentState.CONTINUOUS);
        };
    }

    private Command<?> change(final InstrumentState state) {
        return change.instrument(Market.HALTED_INSTRUMENT).state(state);
    }

    @Override
    public long tag() {
        return 0;
    }
}
