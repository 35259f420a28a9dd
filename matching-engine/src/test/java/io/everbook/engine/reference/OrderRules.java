package io.everbook.engine.reference;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.everbook.engine.reference.Exchange.INSTRUMENT;
import static io.everbook.engine.reference.Exchange.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What orders do, case by case, for whichever engine the subclass gives.
 */
abstract class OrderRules {
    private Exchange exchange;

    abstract Exchange exchange(Limits limits);

    @BeforeEach
    void open() {
        exchange = exchange(Limits.ORDINARY);
    }

    private static NewOrder order(final int clientId, final Side side, final long quantity) {
        return new NewOrder().instrument(INSTRUMENT).clientOrderId(0, clientId).side(side).quantity(quantity);
    }

    private static NewOrder buy(final int clientId, final long quantity, final long price) {
        return order(clientId, Side.BUY, quantity).limit(price);
    }

    private static NewOrder sell(final int clientId, final long quantity, final long price) {
        return order(clientId, Side.SELL, quantity).limit(price);
    }

    private static CancelOrder cancel(final int clientId) {
        return new CancelOrder().instrument(INSTRUMENT).clientOrderId(0, clientId);
    }

    private static AmendOrder amend(final int clientId) {
        return new AmendOrder().instrument(INSTRUMENT).clientOrderId(0, clientId);
    }

    private List<String> send(final int session, final Command<?> command) {
        return exchange.send(session, command);
    }

    @Test
    void shouldRestAnOrderThatMeetsNone() {
        assertThat(send(21, buy(1, 50, 100))).containsExactly("21 accepted #0.1 BUY 50 at 100, LIMIT GTC");
    }

    @Test
    void shouldTradeBestPriceFirstThenOldest() {
        send(21, sell(1, 20, 110));
        send(21, sell(2, 20, 105));
        send(31, sell(3, 20, 105));
        assertThat(send(31, buy(4, 50, 110))).containsExactly(
            "31 accepted #3.1 BUY 50 at 110, LIMIT GTC",
            "31 executed #3.1 BUY 20 at 105, leaves 30, done 20, TAKER, trade 1",
            "21 executed #1.1 SELL 20 at 105, leaves 0, done 20, MAKER, trade 1",
            "31 executed #3.1 BUY 20 at 105, leaves 10, done 40, TAKER, trade 2",
            "31 executed #2.1 SELL 20 at 105, leaves 0, done 20, MAKER, trade 2",
            "31 executed #3.1 BUY 10 at 110, leaves 0, done 50, TAKER, trade 3",
            "21 executed #0.1 SELL 10 at 110, leaves 10, done 10, MAKER, trade 3");
    }

    @Test
    void shouldUseTheNewestFreedSlotNextWithItsGenerationRaised() {
        send(21, buy(1, 20, 100));
        send(21, buy(2, 20, 100));
        send(21, cancel(1));
        send(21, cancel(2));
        assertThat(send(21, buy(3, 20, 100))).containsExactly("21 accepted #1.2 BUY 20 at 100, LIMIT GTC");
        assertThat(send(21, buy(4, 20, 100))).containsExactly("21 accepted #0.2 BUY 20 at 100, LIMIT GTC");
        assertThat(send(21, buy(5, 20, 100))).containsExactly("21 accepted #2.1 BUY 20 at 100, LIMIT GTC");
    }

    @Test
    void shouldRestTheRestAtItsOwnPrice() {
        send(21, sell(1, 20, 100));
        send(31, buy(2, 50, 110));
        assertThat(send(21, sell(3, 30, 105))).containsExactly(
            "21 accepted #0.2 SELL 30 at 105, LIMIT GTC",
            "21 executed #0.2 SELL 30 at 110, leaves 0, done 30, TAKER, trade 2",
            "31 executed #1.1 BUY 30 at 110, leaves 0, done 50, MAKER, trade 2");
    }

    @Test
    void shouldExpireTheRestOfImmediateOrCancel() {
        send(21, sell(1, 20, 100));
        assertThat(send(31, buy(2, 50, 100).timeInForce(TimeInForce.IOC))).containsExactly(
            "31 accepted #1.1 BUY 50 at 100, LIMIT IOC",
            "31 executed #1.1 BUY 20 at 100, leaves 30, done 20, TAKER, trade 1",
            "21 executed #0.1 SELL 20 at 100, leaves 0, done 20, MAKER, trade 1",
            "31 expired #1.1 BUY 30 at 100, done 20, IMMEDIATE_OR_CANCEL");
    }

    @Test
    void shouldKillFillOrKillWhole() {
        send(21, sell(1, 20, 100));
        send(21, sell(2, 20, 105));
        assertThat(send(31, buy(3, 50, 105).timeInForce(TimeInForce.FOK))).containsExactly(
            "31 accepted #2.1 BUY 50 at 105, LIMIT FOK", "31 expired #2.1 BUY 50 at 105, done 0, FILL_OR_KILL");
        assertThat(send(31, buy(4, 40, 100).timeInForce(TimeInForce.FOK))).containsExactly(
            "31 accepted #2.2 BUY 40 at 100, LIMIT FOK", "31 expired #2.2 BUY 40 at 100, done 0, FILL_OR_KILL");
    }

    @Test
    void shouldFillFillOrKillOverSeveralLevels() {
        send(21, sell(1, 20, 100));
        send(21, sell(2, 20, 105));
        assertThat(send(31, buy(3, 40, 105).timeInForce(TimeInForce.FOK))).containsExactly(
            "31 accepted #2.1 BUY 40 at 105, LIMIT FOK",
            "31 executed #2.1 BUY 20 at 100, leaves 20, done 20, TAKER, trade 1",
            "21 executed #0.1 SELL 20 at 100, leaves 0, done 20, MAKER, trade 1",
            "31 executed #2.1 BUY 20 at 105, leaves 0, done 40, TAKER, trade 2",
            "21 executed #1.1 SELL 20 at 105, leaves 0, done 20, MAKER, trade 2");
    }

    @Test
    void shouldExpireWhatAMarketOrderCannotFill() {
        send(21, sell(1, 20, 100));
        assertThat(send(31, order(2, Side.BUY, 50).market())).containsExactly(
            "31 accepted #1.1 BUY 50 at market, MARKET GTC",
            "31 executed #1.1 BUY 20 at 100, leaves 30, done 20, TAKER, trade 1",
            "21 executed #0.1 SELL 20 at 100, leaves 0, done 20, MAKER, trade 1",
            "31 expired #1.1 BUY 30 at market, done 20, MARKET_REMAINDER");
    }

    @Test
    void shouldRejectAMarketOrderThatMeetsNone() {
        send(21, buy(1, 20, 100));
        assertThat(send(31, order(2, Side.BUY, 50).market())).containsExactly("31 rejected 1 NO_LIQUIDITY");
    }

    @Test
    void shouldKillAMarketFillOrKillWhole() {
        send(21, sell(1, 20, 100));
        assertThat(send(31, order(2, Side.BUY, 50).market().timeInForce(TimeInForce.FOK))).containsExactly(
            "31 accepted #1.1 BUY 50 at market, MARKET FOK", "31 expired #1.1 BUY 50 at market, done 0, FILL_OR_KILL");
    }

    @Test
    void shouldRejectPostOnlyThatWouldTrade() {
        send(21, sell(1, 20, 100));
        assertThat(send(31, buy(2, 20, 100).postOnly(true))).containsExactly("31 rejected 1 POST_ONLY_WOULD_TRADE");
        assertThat(send(31, buy(2, 20, 95).postOnly(true)))
            .containsExactly("31 accepted #1.1 BUY 20 at 95, LIMIT GTC post-only");
    }

    @Test
    void shouldRejectFieldsThatExcludeEachOther() {
        assertThat(send(21, buy(1, 20, 100).postOnly(true).timeInForce(TimeInForce.IOC)))
            .containsExactly("21 rejected 1 INVALID_COMBINATION");
        assertThat(send(21, buy(1, 20, 100).market().postOnly(true))).containsExactly(
            "21 rejected 2 INVALID_COMBINATION");
    }

    @Test
    void shouldGiveEachFaultOfAFieldItsOwnReason() {
        assertThat(send(21, buy(0, 20, 100))).containsExactly("21 rejected 1 MISSING_CLIENT_ORDER_ID");
        assertThat(send(21, buy(1, 0, 100))).containsExactly("21 rejected 2 INVALID_FIELD");
        assertThat(send(21, buy(1, 20, 101))).containsExactly("21 rejected 3 PRICE_OFF_TICK");
        assertThat(send(21, buy(1, 25, 100))).containsExactly("21 rejected 4 QUANTITY_OFF_LOT");
        assertThat(send(21, buy(1, 20, 45))).containsExactly("21 rejected 5 PRICE_BELOW_MINIMUM");
        assertThat(send(21, buy(1, 20, 1_005))).containsExactly("21 rejected 6 PRICE_ABOVE_MAXIMUM");
        assertThat(send(21, buy(1, 10, 100))).containsExactly("21 rejected 7 QUANTITY_BELOW_MINIMUM");
        assertThat(send(21, buy(1, 5_010, 100))).containsExactly("21 rejected 8 QUANTITY_ABOVE_MAXIMUM");
        assertThat(send(21, buy(1, 20, 100).instrument(8))).containsExactly("21 rejected 9 UNKNOWN_INSTRUMENT");
    }

    @Test
    void shouldTakeAClientOrderIdAgainOnceItsOrderEnded() {
        send(21, buy(1, 20, 100));
        assertThat(send(21, buy(1, 20, 100))).containsExactly("21 rejected 2 DUPLICATE_CLIENT_ORDER_ID");
        assertThat(send(31, buy(1, 20, 100))).containsExactly("31 accepted #1.1 BUY 20 at 100, LIMIT GTC");
        send(21, cancel(1));
        assertThat(send(21, buy(1, 20, 100))).containsExactly("21 accepted #0.2 BUY 20 at 100, LIMIT GTC");
    }

    @Test
    void shouldCancelByEitherIdAndByTheOwnerAlone() {
        send(21, buy(1, 20, 100));
        send(21, buy(2, 30, 100));
        final CancelOrder byOrderId = new CancelOrder().instrument(INSTRUMENT).orderId((1L << 48) | (1 << 24) | 1);
        assertThat(send(31, byOrderId)).containsExactly("31 rejected 1 NOT_OWNER");
        assertThat(send(31, cancel(1))).containsExactly("31 rejected 2 UNKNOWN_ORDER");
        assertThat(send(21, byOrderId))
            .containsExactly("21 cancelled #1.1 BUY 30 at 100, done 0, REQUESTED, by command 3");
        assertThat(send(21, byOrderId)).containsExactly("21 rejected 4 UNKNOWN_ORDER");
        assertThat(send(21, cancel(1)))
            .containsExactly("21 cancelled #0.1 BUY 20 at 100, done 0, REQUESTED, by command 5");
    }

    @Test
    void shouldKeepPriorityWhenQuantityIsReduced() {
        send(21, buy(1, 50, 100));
        send(31, buy(2, 50, 100));
        assertThat(send(21, amend(1).quantity(30)))
            .containsExactly("21 amended #0.1 BUY 30 at 100, leaves 30, priority kept");
        assertThat(send(31, sell(3, 20, 100))).containsExactly(
            "31 accepted #2.1 SELL 20 at 100, LIMIT GTC",
            "31 executed #2.1 SELL 20 at 100, leaves 0, done 20, TAKER, trade 1",
            "21 executed #0.1 BUY 20 at 100, leaves 10, done 20, MAKER, trade 1");
    }

    @Test
    void shouldLosePriorityWhenQuantityIsRaised() {
        send(21, buy(1, 50, 100));
        send(31, buy(2, 50, 100));
        assertThat(send(21, amend(1).quantity(60)))
            .containsExactly("21 amended #0.1 BUY 60 at 100, leaves 60, priority lost");
        assertThat(send(31, sell(3, 20, 100)).get(2))
            .isEqualTo("31 executed #1.1 BUY 20 at 100, leaves 30, done 20, MAKER, trade 1");
    }

    @Test
    void shouldTradeAsAnAggressorWhenRepricedThroughTheTouch() {
        send(21, buy(1, 50, 100));
        send(31, sell(2, 20, 110));
        assertThat(send(21, amend(1).price(115))).containsExactly(
            "21 amended #0.1 BUY 50 at 115, leaves 50, priority lost",
            "21 executed #0.1 BUY 20 at 110, leaves 30, done 20, TAKER, trade 1",
            "31 executed #1.1 SELL 20 at 110, leaves 0, done 20, MAKER, trade 1");
    }

    @Test
    void shouldCountWhatHasFilledInAnAmendedQuantity() {
        send(21, buy(1, 50, 100));
        send(31, sell(2, 30, 100));
        assertThat(send(21, amend(1).quantity(40)))
            .containsExactly("21 amended #0.1 BUY 40 at 100, leaves 10, priority kept");
        assertThat(send(21, amend(1).quantity(30)))
            .containsExactly("21 cancelled #0.1 BUY 10 at 100, done 30, AMENDED_BELOW_EXECUTED, by command 3");
    }

    @Test
    void shouldLeaveTheOrderAloneWhenAnAmendIsRejected() {
        send(21, buy(1, 50, 100).postOnly(true));
        send(21, buy(2, 50, 90));
        send(31, sell(3, 20, 110));
        assertThat(send(21, amend(1).price(110))).containsExactly("21 rejected 3 POST_ONLY_WOULD_TRADE");
        assertThat(send(21, amend(1).price(101))).containsExactly("21 rejected 4 PRICE_OFF_TICK");
        assertThat(send(21, amend(1).newClientOrderId(0, 2)))
            .containsExactly("21 rejected 5 DUPLICATE_CLIENT_ORDER_ID");
        assertThat(send(21, amend(1).newClientOrderId(0, 3)))
            .containsExactly("21 amended #0.1 BUY 50 at 100, leaves 50, priority kept");
        assertThat(send(21, cancel(1))).containsExactly("21 rejected 7 UNKNOWN_ORDER");
    }

    @Test
    void shouldTakeOnlyCancelsAndDecreasesWhenHalted() {
        send(21, buy(1, 50, 100));
        exchange.state(InstrumentState.HALTED);
        assertThat(send(21, buy(2, 50, 100))).containsExactly("21 rejected 2 WRONG_STATE");
        assertThat(send(21, amend(1).price(105))).containsExactly("21 rejected 3 WRONG_STATE");
        assertThat(send(21, amend(1).quantity(60))).containsExactly("21 rejected 4 WRONG_STATE");
        assertThat(send(21, amend(9).price(105))).containsExactly("21 rejected 5 UNKNOWN_ORDER");
        assertThat(send(21, amend(1).price(100).quantity(40)))
            .containsExactly("21 amended #0.1 BUY 40 at 100, leaves 40, priority kept");
        assertThat(send(21, cancel(1)))
            .containsExactly("21 cancelled #0.1 BUY 40 at 100, done 0, REQUESTED, by command 7");
    }

    @Test
    void shouldMassCancelOldestFirstOfOneSide() {
        send(21, buy(1, 20, 100));
        send(21, sell(2, 20, 200));
        send(21, buy(3, 20, 105));
        send(21, amend(1).quantity(30));
        assertThat(send(21, new MassCancel().side(Side.BUY))).containsExactly(
            "21 cancelled #0.1 BUY 30 at 100, done 0, MASS_CANCEL, by command 5",
            "21 cancelled #2.1 BUY 20 at 105, done 0, MASS_CANCEL, by command 5",
            "21 mass cancelled 2, remaining 0");
    }

    @Test
    void shouldMassCancelForOthersByRole() {
        send(21, buy(1, 20, 100));
        send(31, buy(2, 20, 100));
        assertThat(send(31, new MassCancel().targetSession(21))).containsExactly("31 rejected 2 NOT_AUTHORISED");
        assertThat(send(22, new MassCancel().targetSession(31))).containsExactly("22 rejected 1 NOT_AUTHORISED");
        assertThat(send(22, new MassCancel().targetSession(99))).containsExactly("22 rejected 2 UNKNOWN_SESSION");
        assertThat(send(22, new MassCancel().targetSession(21))).containsExactly(
            "21 cancelled #0.1 BUY 20 at 100, done 0, MASS_CANCEL, by command 0", "22 mass cancelled 1, remaining 0");
        assertThat(send(OPERATOR, new MassCancel().targetSession(31).instrument(INSTRUMENT))).containsExactly(
            "31 cancelled #1.1 BUY 20 at 100, done 0, MASS_CANCEL, by command 0", "1 mass cancelled 1, remaining 0");
    }

    @Test
    void shouldMassCancelTenThousandAtMost() {
        for (int i = 1; i <= 10_003; i++) {
            send(21, buy(i, 20, 100));
        }
        final List<String> events = send(21, new MassCancel());
        assertThat(events).hasSize(10_001).endsWith("21 mass cancelled 10000, remaining 3");
        assertThat(send(21, new MassCancel())).hasSize(4).endsWith("21 mass cancelled 3, remaining 0");
    }

    @Test
    void shouldRejectOrdersBeyondTheBound() {
        exchange = exchange(new Limits(1, 2, 64, 64, 64, 16));
        send(21, buy(1, 20, 100));
        send(21, buy(2, 20, 100));
        assertThat(send(31, sell(3, 20, 100))).containsExactly("31 rejected 1 TOO_MANY");
        send(21, cancel(1));
        assertThat(send(31, sell(3, 20, 100))).hasSize(3);
    }
}
