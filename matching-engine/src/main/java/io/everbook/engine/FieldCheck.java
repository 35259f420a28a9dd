package io.everbook.engine;

import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.CloseReason;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;

/**
 * Holds the enumerated fields and the sets of a command of the right length against the schema, reading them raw, so
 * that whoever decodes it afterwards meets known values alone. A bit set that the schema doesn't name is a fault too.
 */
final class FieldCheck {
    private static final int EXEC_INST_BITS = 1;

    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final MassCancelDecoder massCancel = new MassCancelDecoder();
    private final DefineSessionDecoder defineSession = new DefineSessionDecoder();
    private final DefineInstrumentDecoder defineInstrument = new DefineInstrumentDecoder();
    private final ChangeInstrumentStateDecoder changeState = new ChangeInstrumentStateDecoder();
    private final ConnectionClosedDecoder connectionClosed = new ConnectionClosedDecoder();

    Reason fault(final IncomingCommand command) {
        final boolean valid = switch (command.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> isValidOrder(command);
            case MassCancelDecoder.TEMPLATE_ID -> isValidMassCancel(command);
            case DefineSessionDecoder.TEMPLATE_ID -> isValidSession(command);
            case DefineInstrumentDecoder.TEMPLATE_ID -> isValidInstrument(command);
            case ChangeInstrumentStateDecoder.TEMPLATE_ID -> isValidChange(command);
            case ConnectionClosedDecoder.TEMPLATE_ID -> isValidClosing(command);
            default -> true;
        };
        return valid ? Reason.NONE : Reason.INVALID_FIELD;
    }

    private boolean isValidOrder(final IncomingCommand command) {
        newOrder.wrap(command.buffer(), command.bodyOffset(), NewOrderDecoder.BLOCK_LENGTH, 1);
        return isSide(newOrder.sideRaw())
            && isOrderType(newOrder.orderTypeRaw())
            && isTimeInForce(newOrder.timeInForceRaw())
            && newOrder.execInst().getRaw() <= EXEC_INST_BITS;
    }

    private boolean isValidMassCancel(final IncomingCommand command) {
        massCancel.wrap(command.buffer(), command.bodyOffset(), MassCancelDecoder.BLOCK_LENGTH, 1);
        return isSide(massCancel.sideRaw()) || massCancel.sideRaw() == Side.NULL_VAL.value();
    }

    private boolean isValidSession(final IncomingCommand command) {
        defineSession.wrap(command.buffer(), command.bodyOffset(), DefineSessionDecoder.BLOCK_LENGTH, 1);
        return defineSession.roles().getRaw() <= Role.ALL;
    }

    private boolean isValidInstrument(final IncomingCommand command) {
        defineInstrument.wrap(command.buffer(), command.bodyOffset(), DefineInstrumentDecoder.BLOCK_LENGTH, 1);
        return isState(defineInstrument.stateRaw());
    }

    private boolean isValidChange(final IncomingCommand command) {
        changeState.wrap(command.buffer(), command.bodyOffset(), ChangeInstrumentStateDecoder.BLOCK_LENGTH, 1);
        return isState(changeState.stateRaw());
    }

    private boolean isValidClosing(final IncomingCommand command) {
        connectionClosed.wrap(command.buffer(), command.bodyOffset(), ConnectionClosedDecoder.BLOCK_LENGTH, 1);
        return connectionClosed.reasonRaw() <= CloseReason.TIMEOUT.value();
    }

    static boolean isSide(final int raw) {
        return raw == Side.BUY.value() || raw == Side.SELL.value();
    }

    static boolean isState(final int raw) {
        return raw == InstrumentState.CONTINUOUS.value()
            || raw == InstrumentState.HALTED.value()
            || raw == InstrumentState.CANCEL_ONLY.value();
    }

    static boolean isTimeInForce(final int raw) {
        return raw == TimeInForce.GTC.value() || raw == TimeInForce.IOC.value() || raw == TimeInForce.FOK.value();
    }

    private static boolean isOrderType(final int raw) {
        return raw == OrderType.MARKET.value() || raw == OrderType.LIMIT.value();
    }
}
