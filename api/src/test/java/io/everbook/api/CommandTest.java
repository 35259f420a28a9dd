package io.everbook.api;

import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.ChangeLogicVersionDecoder;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineParticipantDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTest {
    private static final int OFFSET = 24;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + Command.MAX_ENCODED_LENGTH + 64]);

    static Stream<Command<?>> everyCommand() {
        return Stream.of(new NewOrder(), new CancelOrder(), new AmendOrder(), new MassCancel(),
            new DefineParticipant(), new DefineSession(), new DefineInstrument(), new ChangeInstrumentState(),
            new ChangeLogicVersion());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void shouldEncodeTheHeaderAndNothingBeyondItsLength(final Command<?> command) {
        Arrays.fill(buffer.byteArray(), (byte) 0x5a);
        command.instrument(7).validUntilNs(99);

        final int length = command.encode(buffer, OFFSET, 3, 11, 42, 1_000);

        final MessageHeaderDecoder message = new MessageHeaderDecoder().wrap(buffer, OFFSET);
        assertThat(message.templateId()).isEqualTo(command.templateId());
        assertThat(message.schemaId()).isEqualTo(MessageHeaderDecoder.SCHEMA_ID);
        assertThat(message.version()).isEqualTo(MessageHeaderDecoder.SCHEMA_VERSION);
        assertThat(length).isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength())
            .isLessThanOrEqualTo(Command.MAX_ENCODED_LENGTH);
        assertHeader(new CommandHeaderDecoder().wrap(buffer, OFFSET + MessageHeaderDecoder.ENCODED_LENGTH));
        assertThat(buffer.getByte(OFFSET - 1)).isEqualTo((byte) 0x5a);
        assertThat(buffer.getByte(OFFSET + length)).isEqualTo((byte) 0x5a);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void shouldEncodeTheSameBytesWhateverTheBufferHeldBefore(final Command<?> command) {
        final UnsafeBuffer clean = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
        final int length = command.encode(clean, 0, 1, 2, 3, 4);
        Arrays.fill(buffer.byteArray(), (byte) 0xff);

        command.encode(buffer, OFFSET, 1, 2, 3, 4);

        for (int i = 0; i < length; i++) {
            assertThat(buffer.getByte(OFFSET + i)).as("byte %d", i).isEqualTo(clean.getByte(i));
        }
    }

    @Test
    void shouldEncodeALimitOrder() {
        final NewOrderDecoder order = decode(new NewOrder().clientOrderId(5, 6).side(Side.SELL).limit(101).quantity(8)
            .timeInForce(TimeInForce.FOK).postOnly(true), new NewOrderDecoder()::wrapAndApplyHeader);

        assertThat(order.clientOrderId().high()).isEqualTo(5);
        assertThat(order.clientOrderId().low()).isEqualTo(6);
        assertThat(order.side()).isEqualTo(Side.SELL);
        assertThat(order.orderType()).isEqualTo(OrderType.LIMIT);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.FOK);
        assertThat(order.execInst().postOnly()).isTrue();
        assertThat(order.price()).isEqualTo(101);
        assertThat(order.quantity()).isEqualTo(8);
    }

    @Test
    void shouldEncodeAMarketOrderWithoutAPrice() {
        final NewOrderDecoder order = decode(new NewOrder().limit(101).market(),
            new NewOrderDecoder()::wrapAndApplyHeader);

        assertThat(order.orderType()).isEqualTo(OrderType.MARKET);
        assertThat(order.price()).isEqualTo(NewOrderDecoder.priceNullValue());
    }

    @Test
    void shouldEncodeACancel() {
        final CancelOrderDecoder cancel =
            decode(new CancelOrder().orderId(9).clientOrderId(1, 2), new CancelOrderDecoder()::wrapAndApplyHeader);

        assertThat(cancel.orderId()).isEqualTo(9);
        assertThat(cancel.clientOrderId().high()).isEqualTo(1);
        assertThat(cancel.clientOrderId().low()).isEqualTo(2);
    }

    @Test
    void shouldEncodeAnAmendThatKeepsWhatIsNotSet() {
        final AmendOrderDecoder amend = decode(new AmendOrder().orderId(9),
            new AmendOrderDecoder()::wrapAndApplyHeader);

        assertThat(amend.price()).isEqualTo(AmendOrderDecoder.priceNullValue());
        assertThat(amend.quantity()).isEqualTo(AmendOrderDecoder.quantityNullValue());
    }

    @Test
    void shouldEncodeAnAmendOfEverything() {
        final AmendOrderDecoder amend = decode(new AmendOrder().clientOrderId(1, 2).newClientOrderId(3, 4).price(5)
            .quantity(6), new AmendOrderDecoder()::wrapAndApplyHeader);

        assertThat(amend.clientOrderId().low()).isEqualTo(2);
        assertThat(amend.newClientOrderId().high()).isEqualTo(3);
        assertThat(amend.newClientOrderId().low()).isEqualTo(4);
        assertThat(amend.price()).isEqualTo(5);
        assertThat(amend.quantity()).isEqualTo(6);
    }

    @Test
    void shouldEncodeAMassCancelOfBothSidesUnlessOneIsNamed() {
        assertThat(decode(new MassCancel(),
            new MassCancelDecoder()::wrapAndApplyHeader).side()).isEqualTo(Side.NULL_VAL);
        assertThat(decode(new MassCancel().side(Side.BUY),
            new MassCancelDecoder()::wrapAndApplyHeader).side()).isEqualTo(Side.BUY);
        assertThat(decode(new MassCancel().targetSession(4),
            new MassCancelDecoder()::wrapAndApplyHeader).targetSession()).isEqualTo(4);
    }

    @Test
    void shouldEncodeDefinitions() {
        assertThat(decode(new DefineParticipant().participant(4),
            new DefineParticipantDecoder()::wrapAndApplyHeader).participant())
            .isEqualTo(4);
        final DefineSessionDecoder session = decode(new DefineSession().newSession(2).participant(4).window(128)
            .trader(false).risk(true).marketOps(true), new DefineSessionDecoder()::wrapAndApplyHeader);
        assertThat(session.newSession()).isEqualTo(2);
        assertThat(session.window()).isEqualTo(128);
        assertThat(session.roles().trader()).isFalse();
        assertThat(session.roles().risk()).isTrue();
        assertThat(session.roles().marketOps()).isTrue();
        assertThat(session.roles().system()).isFalse();
    }

    @Test
    void shouldEncodeAnInstrumentAndItsState() {
        final DefineInstrumentDecoder instrument = decode(new DefineInstrument().tickSize(5).lotSize(10)
            .priceRange(15, 20).quantityRange(30, 40).state(InstrumentState.HALTED),
            new DefineInstrumentDecoder()::wrapAndApplyHeader);
        assertThat(new long[]{instrument.tickSize(), instrument.lotSize(), instrument.minPrice(),
            instrument.maxPrice(), instrument.minQuantity(), instrument.maxQuantity()})
            .containsExactly(5, 10, 15, 20, 30, 40);
        assertThat(instrument.state()).isEqualTo(InstrumentState.HALTED);
        assertThat(decode(new ChangeInstrumentState().state(InstrumentState.CANCEL_ONLY),
            new ChangeInstrumentStateDecoder()::wrapAndApplyHeader).state()).isEqualTo(InstrumentState.CANCEL_ONLY);
    }

    @Test
    void shouldEncodeALogicVersion() {
        assertThat(decode(new ChangeLogicVersion().logicVersion(2),
            new ChangeLogicVersionDecoder()::wrapAndApplyHeader).logicVersion()).isEqualTo(2);
    }

    private <D> D decode(final Command<?> command, final Wrap<D> decoder) {
        command.encode(buffer, OFFSET, 1, 1, 1, 1);
        return decoder.wrap(buffer, OFFSET, new MessageHeaderDecoder());
    }

    private static void assertHeader(final CommandHeaderDecoder header) {
        assertThat(header.partition()).isEqualTo(3);
        assertThat(header.session()).isEqualTo(11);
        assertThat(header.commandNumber()).isEqualTo(42);
        assertThat(header.sendTimeNs()).isEqualTo(1_000);
        assertThat(header.instrument()).isEqualTo(7);
        assertThat(header.validUntilNs()).isEqualTo(99);
    }

    private interface Wrap<D> {
        D wrap(DirectBuffer buffer, int offset, MessageHeaderDecoder header);
    }
}
