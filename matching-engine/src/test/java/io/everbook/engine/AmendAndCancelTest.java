package io.everbook.engine;

import io.everbook.protocol.InstrumentState;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.cancelById;
import static io.everbook.engine.EngineRig.id;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * AMD-1, AMD-2, and cancels by either id.
 */
class AmendAndCancelTest {
    private final EngineRig rig = EngineRig.trading();

    private void assertUntouched(final List<String> lines, final long before, final String reason) {
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("REJECTED").endsWith(reason);
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    @Test
    void shouldCancelByEitherId() {
        rig.send(101, limit(1, BUY, 100, 20));
        rig.send(101, limit(2, BUY, 100, 10));
        rig.send(201, limit(1, SELL, 100, 10));
        assertThat(rig.send(101, cancel(1))).containsExactly(
            "101 CANCELLED #3 o0.1 c1 i7 BUY 100 x 10 executed 10 REQUESTED");
        assertThat(rig.headers().get(0)).endsWith(" T L");
        assertThat(rig.send(101, cancelById(1, 1))).containsExactly(
            "101 CANCELLED #4 o1.1 c2 i7 BUY 100 x 10 executed 0 REQUESTED");
        assertThat(rig.levels(BUY)).isEmpty();
        assertThat(rig.send(101, cancelById(1, 1)).get(0)).endsWith("UNKNOWN_ORDER");
    }

    @Test
    void shouldLetTheExchangeIdNameTheOrderWhereBothAreGiven() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, BUY, 100, 10));
        assertThat(rig.send(101, cancelById(1, 1).clientOrderId(0, 1)).get(0)).contains("CANCELLED #3 o1.1 c2");
    }

    @Test
    void shouldKeepPriorityWhenQuantityIsReduced() {
        rig.send(101, limit(1, SELL, 100, 50));
        rig.send(101, limit(2, SELL, 100, 50));
        assertThat(rig.send(101, amend(1).quantity(20))).containsExactly(
            "101 AMENDED #3 o0.1 c1 i7 SELL 100 x 20 leaves 20 KEPT");
        assertThat(rig.levels(SELL)).containsExactly("100 x 70 in 2");
        assertThat(rig.send(201, limit(9, BUY, 100, 20)).get(2)).startsWith("101 EXECUTED t1 o0.1 c1");
    }

    @Test
    void shouldCountWhatHasFilledInTheQuantity() {
        rig.send(101, limit(1, SELL, 100, 50));
        rig.send(201, limit(9, BUY, 100, 20));
        assertThat(rig.send(101, amend(1).quantity(30))).containsExactly(
            "101 AMENDED #2 o0.1 c1 i7 SELL 100 x 30 leaves 10 KEPT");
        assertThat(rig.send(101, amend(1).quantity(60))).containsExactly(
            "101 AMENDED #3 o0.1 c1 i7 SELL 100 x 60 leaves 40 LOST");
        assertThat(rig.send(101, amend(1).quantity(20))).containsExactly(
            "101 CANCELLED #4 o0.1 c1 i7 SELL 100 x 40 executed 20 AMENDED_BELOW_EXECUTED");
        assertThat(rig.headers().get(0)).endsWith(" T L");
    }

    @Test
    void shouldLosePriorityWhenQuantityGrowsOrPriceChanges() {
        rig.send(101, limit(1, SELL, 100, 10));
        rig.send(101, limit(2, SELL, 100, 10));
        rig.send(101, limit(3, SELL, 105, 10));
        assertThat(rig.send(101, amend(1).quantity(20)).get(0)).endsWith("LOST");
        assertThat(rig.send(101, amend(3).price(100))).containsExactly(
            "101 AMENDED #5 o2.1 c3 i7 SELL 100 x 10 leaves 10 LOST");
        assertThat(rig.send(201, limit(9, BUY, 100, 40))).filteredOn(line -> line.startsWith("101")).containsExactly(
            "101 EXECUTED t1 o1.1 c2 i7 SELL MAKER 100 x 10 leaves 0 executed 10",
            "101 EXECUTED t2 o0.1 c1 i7 SELL MAKER 100 x 20 leaves 0 executed 20",
            "101 EXECUTED t3 o2.1 c3 i7 SELL MAKER 100 x 10 leaves 0 executed 10");
    }

    @Test
    void shouldTradeARepricedOrderAsANewAggressor() {
        rig.send(201, limit(1, SELL, 110, 10));
        rig.send(101, limit(1, BUY, 100, 30));
        assertThat(rig.send(101, amend(1).price(110).quantity(20))).containsExactly(
            "101 AMENDED #2 o1.1 c1 i7 BUY 110 x 20 leaves 20 LOST",
            "101 EXECUTED t1 o1.1 c1 i7 BUY TAKER 110 x 10 leaves 10 executed 10",
            "201 EXECUTED t1 o0.1 c1 i7 SELL MAKER 110 x 10 leaves 0 executed 10");
        assertThat(rig.headers().get(0)).endsWith(" T");
        assertThat(rig.levels(BUY)).containsExactly("110 x 10 in 1");
    }

    @Test
    void shouldEndARepricedOrderThatFills() {
        rig.send(201, limit(1, SELL, 110, 50));
        rig.send(101, limit(1, BUY, 100, 30));
        assertThat(rig.send(101, amend(1).price(115))).hasSize(3);
        assertThat(rig.levels(BUY)).isEmpty();
        assertThat(rig.send(101, cancel(1)).get(0)).endsWith("UNKNOWN_ORDER");
    }

    @Test
    void shouldRenameAnOrderAndKeepItsPriority() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, BUY, 100, 10));
        assertThat(rig.send(101, amend(1).newClientOrderId(7, 3))).containsExactly(
            "101 AMENDED #3 o0.1 c7:3 i7 BUY 100 x 10 leaves 10 KEPT");
        assertThat(rig.send(101, cancel(1)).get(0)).endsWith("UNKNOWN_ORDER");
        assertThat(rig.send(101, limit(1, BUY, 95, 10)).get(0)).contains("ACCEPTED");
        assertThat(rig.send(101, amend(1).clientOrderId(7, 3).newClientOrderId(0, 2)).get(0))
            .endsWith("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(rig.send(101, cancel(0).clientOrderId(7, 3)).get(0)).contains("CANCELLED #7 o0.1 c7:3");
    }

    @Test
    void shouldAnswerAnAmendThatChangesNothing() {
        rig.send(101, limit(1, BUY, 100, 10));
        final long before = rig.engine().businessHash();
        final String kept = " o0.1 c1 i7 BUY 100 x 10 leaves 10 KEPT";
        assertThat(rig.send(101, amend(1))).containsExactly("101 AMENDED #2" + kept);
        assertThat(rig.send(101, amend(1).price(100).quantity(10).newClientOrderId(0, 1)))
            .containsExactly("101 AMENDED #3" + kept);
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    @Test
    void shouldLeaveARefusedAmendsOrderUntouched() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, BUY, 100, 10));
        final long before = rig.engine().businessHash();
        assertUntouched(rig.send(101, amend(1).newClientOrderId(0, 2)), before, "DUPLICATE_CLIENT_ORDER_ID");
        assertUntouched(rig.send(101, amend(1).quantity(0)), before, "INVALID_FIELD");
        assertUntouched(rig.send(101, amend(1).quantity(-5)), before, "INVALID_FIELD");
        assertUntouched(rig.send(101, amend(1).price(101)), before, "PRICE_OFF_TICK");
        assertUntouched(rig.send(101, amend(1).quantity(11)), before, "QUANTITY_OFF_LOT");
        assertUntouched(rig.send(101, amend(1).price(0)), before, "PRICE_BELOW_MINIMUM");
        assertUntouched(rig.send(101, amend(1).price(1_000_005)), before, "PRICE_ABOVE_MAXIMUM");
        assertUntouched(rig.send(101, amend(1).quantity(2_000_000)), before, "QUANTITY_ABOVE_MAXIMUM");
    }

    @Test
    void shouldKeepPostOnlyThroughAnAmend() {
        rig.send(201, limit(1, SELL, 110, 10));
        rig.send(101, limit(1, BUY, 100, 10).postOnly(true));
        final long before = rig.engine().businessHash();
        assertUntouched(rig.send(101, amend(1).price(110)), before, "POST_ONLY_WOULD_TRADE");
        assertThat(rig.send(101, amend(1).price(105)).get(0)).endsWith("BUY 105 x 10 leaves 10 LOST");
    }

    @Test
    void shouldTakeCancelsAndDecreasesOnlyWhileHalted() {
        rig.send(101, limit(1, BUY, 100, 30));
        rig.send(101, limit(2, BUY, 100, 30));
        for (final InstrumentState state : List.of(InstrumentState.HALTED, InstrumentState.CANCEL_ONLY)) {
            assertThat(rig.state(state).get(0)).endsWith("i7 " + state);
            final long before = rig.engine().businessHash();
            assertUntouched(rig.send(101, amend(1).price(105)), before, "WRONG_STATE");
            assertUntouched(rig.send(101, amend(1).quantity(40)), before, "WRONG_STATE");
            assertUntouched(rig.send(101, amend(9).quantity(40)), before, "UNKNOWN_ORDER");
            assertUntouched(rig.send(102, amend(0).orderId(id(0, 1)).price(105)), before, "NOT_OWNER");
        }
        assertThat(rig.send(101, amend(1).price(100).quantity(20)).get(0)).endsWith("KEPT");
        assertThat(rig.send(101, cancel(1)).get(0)).contains("CANCELLED");
        rig.state(InstrumentState.CONTINUOUS);
        assertThat(rig.send(101, amend(2).price(105)).get(0)).endsWith("LOST");
    }
}
