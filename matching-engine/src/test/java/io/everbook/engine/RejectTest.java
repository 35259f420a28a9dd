package io.everbook.engine;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TimeInForce;
import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.cancelById;
import static io.everbook.engine.EngineRig.id;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.market;
import static io.everbook.engine.EngineRig.massCancel;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

class RejectTest {
    private static final long NONE = Long.MIN_VALUE;

    private final EngineRig rig = EngineRig.trading();

    private void assertRejected(final int session, final Command<?> command, final Reason reason) {
        final long before = rig.engine().businessHash();
        final long number = rig.nextNumber(session);
        final var lines = rig.sendAs(rig.engine().connectionOf(session), session, number, command);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith(session + " REJECTED #" + number + " ").endsWith(" " + reason);
        assertThat(rig.headers().get(0)).endsWith(" T L");
        assertThat(rig.engine().businessHash()).isEqualTo(before);
        assertThat(rig.sendAs(rig.engine().connectionOf(session), session, number, command)).containsExactly(
            session + " ALREADY #" + number + " at " + (rig.engine().sequence() - 1) + " o- " + reason);
    }

    @Test
    void shouldRejectWhatTheSessionsRolesDoNotCover() {
        assertRejected(101, new DefineParticipant().participant(30), Reason.NOT_AUTHORISED);
        assertRejected(101, new DefineSession().newSession(9).participant(10).window(4).trader(true),
            Reason.NOT_AUTHORISED);
        assertRejected(101, new DefineInstrument().instrument(9), Reason.NOT_AUTHORISED);
        assertRejected(101, new ChangeInstrumentState().instrument(7).state(InstrumentState.HALTED),
            Reason.NOT_AUTHORISED);
        assertRejected(103, limit(1, BUY, 100, 10), Reason.NOT_AUTHORISED);
        assertRejected(OPERATOR, cancel(1), Reason.NOT_AUTHORISED);
    }

    @Test
    void shouldRejectAnUnknownInstrument() {
        assertRejected(101, limit(1, BUY, 100, 10).instrument(8), Reason.UNKNOWN_INSTRUMENT);
        assertRejected(101, cancel(1).instrument(0), Reason.UNKNOWN_INSTRUMENT);
        assertRejected(101, amend(1).instrument(-7), Reason.UNKNOWN_INSTRUMENT);
        assertRejected(101, massCancel().instrument(8), Reason.UNKNOWN_INSTRUMENT);
        assertRejected(OPERATOR, new ChangeInstrumentState().instrument(8), Reason.UNKNOWN_INSTRUMENT);
    }

    @Test
    void shouldRejectNewOrdersWhereTheStateTakesNone() {
        rig.state(InstrumentState.HALTED);
        assertRejected(101, limit(1, BUY, 100, 10), Reason.WRONG_STATE);
        rig.state(InstrumentState.CANCEL_ONLY);
        assertRejected(101, market(1, BUY, 10), Reason.WRONG_STATE);
    }

    @Test
    void shouldRejectAnOrderThatCannotBeFound() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.instrument(8);
        assertRejected(101, cancel(2), Reason.UNKNOWN_ORDER);
        assertRejected(102, cancel(1), Reason.UNKNOWN_ORDER);
        assertRejected(101, cancel(1).instrument(8), Reason.UNKNOWN_ORDER);
        assertRejected(101, cancel(0), Reason.UNKNOWN_ORDER);
        assertRejected(101, amend(2).price(100), Reason.UNKNOWN_ORDER);
    }

    @Test
    void shouldNameTheOrderAsTheCommandDid() {
        assertThat(rig.send(101, cancelById(5, 1).clientOrderId(0, 3))).containsExactly(
            "101 REJECTED #1 template 11 i7 o5.1 c3 UNKNOWN_ORDER");
        assertThat(rig.send(101, amend(4).orderId(id(0, 2)))).containsExactly(
            "101 REJECTED #2 template 12 i7 o0.2 c4 UNKNOWN_ORDER");
        assertThat(rig.send(101, cancelById(0, 1).orderId(id(0, 1) | 1L << 62))).hasSize(1)
            .allMatch(line -> line.endsWith("UNKNOWN_ORDER"));
    }

    @Test
    void shouldRejectAnotherSessionsOrder() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long before = rig.engine().businessHash();
        assertThat(rig.send(102, cancelById(0, 1))).containsExactly(
            "102 REJECTED #1 template 11 i7 o0.1 c0 NOT_OWNER");
        assertThat(rig.send(201, amend(0).orderId(id(0, 1)).price(90))).containsExactly(
            "201 REJECTED #1 template 12 i7 o0.1 c0 NOT_OWNER");
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    @Test
    void shouldRejectAClientOrderIdThatIsMissingOrTaken() {
        rig.send(101, limit(1, BUY, 100, 10));
        assertRejected(101, limit(0, BUY, 100, 10), Reason.MISSING_CLIENT_ORDER_ID);
        assertRejected(101, limit(1, SELL, 200, 10), Reason.DUPLICATE_CLIENT_ORDER_ID);
        assertThat(rig.send(102, limit(1, BUY, 100, 10)).get(0)).contains("ACCEPTED");
        assertThat(rig.send(101, limit(1, BUY, 100, 10).clientOrderId(1, 1)).get(0)).contains("ACCEPTED");
    }

    @Test
    void shouldRejectFieldsOutOfRange() {
        assertRejected(101, limit(1, BUY, 100, 0), Reason.INVALID_FIELD);
        assertRejected(101, limit(1, BUY, 100, -10), Reason.INVALID_FIELD);
        assertRejected(101, limit(1, BUY, 100, NONE), Reason.INVALID_FIELD);
        assertRejected(101, limit(1, BUY, NONE, 10), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineParticipant().participant(0), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineParticipant().participant(-1), Reason.INVALID_FIELD);
    }

    @Test
    void shouldRejectSessionsOutOfRange() {
        assertRejected(OPERATOR, session(0, 10, 4), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 0, 4), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 10, 0), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 10, 3), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 10, 8192), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 10, Integer.MIN_VALUE), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, session(9, 10, 4).trader(false), Reason.INVALID_FIELD);
    }

    @Test
    void shouldRejectInstrumentsOutOfRange() {
        assertRejected(OPERATOR, new DefineInstrument().instrument(0), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineInstrument().instrument(9).tickSize(0), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineInstrument().instrument(9).lotSize(-1), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineInstrument().instrument(9).priceRange(10, 9), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineInstrument().instrument(9).quantityRange(0, 9), Reason.INVALID_FIELD);
        assertRejected(OPERATOR, new DefineInstrument().instrument(9).quantityRange(10, 9), Reason.INVALID_FIELD);
    }

    @Test
    void shouldRejectCombinationsThatExcludeEachOther() {
        rig.send(201, limit(1, SELL, 500, 10));
        assertRejected(101, limit(1, BUY, 100, 10).postOnly(true).timeInForce(TimeInForce.IOC),
            Reason.INVALID_COMBINATION);
        assertRejected(101, limit(1, BUY, 100, 10).postOnly(true).timeInForce(TimeInForce.FOK),
            Reason.INVALID_COMBINATION);
        assertRejected(101, market(1, BUY, 10).postOnly(true), Reason.INVALID_COMBINATION);
    }

    @Test
    void shouldRejectWhatIsOffTheGrid() {
        assertRejected(101, limit(1, BUY, 101, 10), Reason.PRICE_OFF_TICK);
        assertRejected(101, limit(1, BUY, 100, 15), Reason.QUANTITY_OFF_LOT);
        assertRejected(101, market(1, BUY, 15), Reason.QUANTITY_OFF_LOT);
    }

    @Test
    void shouldRejectWhatTheFiltersExclude() {
        assertRejected(101, limit(1, BUY, 0, 10), Reason.PRICE_BELOW_MINIMUM);
        assertRejected(101, limit(1, BUY, 1_000_005, 10), Reason.PRICE_ABOVE_MAXIMUM);
        assertRejected(101, limit(1, BUY, 100, 1_000_010), Reason.QUANTITY_ABOVE_MAXIMUM);
        rig.send(OPERATOR, new DefineInstrument().instrument(8).quantityRange(5, 10));
        assertRejected(101, limit(1, BUY, 100, 4).instrument(8), Reason.QUANTITY_BELOW_MINIMUM);
        assertRejected(101, market(1, BUY, 11).instrument(8), Reason.QUANTITY_ABOVE_MAXIMUM);
    }

    @Test
    void shouldRejectANotionalBeyondSixtyThreeBits() {
        rig.send(OPERATOR, new DefineInstrument().instrument(8).priceRange(-10, Long.MAX_VALUE));
        assertRejected(101, limit(1, BUY, Long.MAX_VALUE, 2).instrument(8), Reason.NOTIONAL_OVERFLOW);
        assertRejected(101, limit(1, BUY, 1L << 32, 1L << 31).instrument(8), Reason.NOTIONAL_OVERFLOW);
        assertRejected(101, limit(1, SELL, -3, Long.MAX_VALUE).instrument(8), Reason.NOTIONAL_OVERFLOW);
        assertThat(rig.send(101, limit(1, BUY, (1L << 32) - 1, 1L << 31).instrument(8)).get(0)).contains("ACCEPTED");
        assertThat(rig.send(101, limit(2, BUY, -3, 10).instrument(8)).get(0)).contains("ACCEPTED");
        assertRejected(101, amend(2).instrument(8).quantity(Long.MAX_VALUE), Reason.NOTIONAL_OVERFLOW);
    }

    @Test
    void shouldRejectWhatIsDefinedAlready() {
        assertRejected(OPERATOR, new DefineParticipant().participant(10), Reason.ALREADY_DEFINED);
        assertRejected(OPERATOR, session(101, 77, 4), Reason.ALREADY_DEFINED);
        assertRejected(OPERATOR, new DefineInstrument().instrument(7), Reason.ALREADY_DEFINED);
        assertRejected(OPERATOR, session(9, 77, 4), Reason.UNKNOWN_PARTICIPANT);
    }

    @Test
    void shouldRejectMarketOrdersWithoutLiquidity() {
        rig.send(201, limit(1, SELL, 500, 10));
        assertRejected(101, market(1, SELL, 10), Reason.NO_LIQUIDITY);
    }

    @Test
    void shouldRejectWhatIsBeyondABound() {
        final EngineRig small = new EngineRig(EngineConfig.builder().maxOrders(2).maxParticipants(3).maxSessions(5)
            .maxInstruments(1).conclude()).readyToTrade();
        small.send(101, limit(1, BUY, 100, 10));
        small.send(101, limit(2, BUY, 100, 10));
        final long before = small.engine().businessHash();
        assertThat(small.send(201, market(1, SELL, 10))).containsExactly(
            "201 REJECTED #1 template 10 i7 o- c1 TOO_MANY");
        assertThat(small.instrument(8).get(0)).endsWith("TOO_MANY");
        assertThat(small.send(OPERATOR, new DefineParticipant().participant(99)).get(0)).endsWith("TOO_MANY");
        assertThat(small.send(OPERATOR, session(99, 10, 4)).get(0)).endsWith("TOO_MANY");
        assertThat(small.engine().businessHash()).isEqualTo(before);
        small.send(101, cancel(1));
        assertThat(small.send(101, limit(3, BUY, 100, 10)).get(0)).contains("ACCEPTED #4 o0.2");
    }

    @Test
    void shouldGiveTheFirstReasonInTheOrderOfTheRule() {
        assertRejected(103, limit(0, BUY, 101, 15).validUntilNs(1).instrument(8), Reason.NOT_AUTHORISED);
        assertRejected(101, limit(0, BUY, 101, 15).validUntilNs(1).instrument(8), Reason.STALE);
        assertRejected(101, limit(0, BUY, 101, 15).instrument(8), Reason.UNKNOWN_INSTRUMENT);
        assertRejected(101, limit(0, BUY, 101, 15), Reason.MISSING_CLIENT_ORDER_ID);
        assertRejected(101, limit(1, BUY, 101, 15), Reason.PRICE_OFF_TICK);
        assertRejected(101, limit(1, BUY, 5_000_000, 15), Reason.QUANTITY_OFF_LOT);
        assertRejected(101, limit(1, BUY, 5_000_000, 5_000_000), Reason.PRICE_ABOVE_MAXIMUM);
    }

    private static DefineSession session(final int session, final int participant, final int window) {
        return new DefineSession().newSession(session).participant(participant).window(window).trader(true);
    }
}
