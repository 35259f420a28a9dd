package io.everbook.engine;

import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.market;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

class MatchingTest {
    private final EngineRig rig = EngineRig.trading();

    @Test
    void shouldAcceptAndRestALimitOrder() {
        assertThat(rig.send(101, limit(1, BUY, 100, 20))).containsExactly(
            "101 ACCEPTED #1 o0.1 c1 i7 BUY 100 x 20 LIMIT GTC");
        assertThat(rig.levels(BUY)).containsExactly("100 x 20 in 1");
        assertThat(rig.levels(SELL)).isEmpty();
    }

    @Test
    void shouldTradeByPriceThenTimeAtTheMakersPrice() {
        rig.send(101, limit(1, SELL, 110, 10));
        rig.send(101, limit(2, SELL, 105, 10));
        rig.send(102, limit(3, SELL, 105, 20));
        rig.send(101, limit(4, SELL, 120, 10));

        assertThat(rig.send(201, limit(9, BUY, 110, 50))).containsExactly(
            "201 ACCEPTED #1 o4.1 c9 i7 BUY 110 x 50 LIMIT GTC",
            "201 EXECUTED t1 o4.1 c9 i7 BUY TAKER 105 x 10 leaves 40 executed 10",
            "101 EXECUTED t1 o1.1 c2 i7 SELL MAKER 105 x 10 leaves 0 executed 10",
            "201 EXECUTED t2 o4.1 c9 i7 BUY TAKER 105 x 20 leaves 20 executed 30",
            "102 EXECUTED t2 o2.1 c3 i7 SELL MAKER 105 x 20 leaves 0 executed 20",
            "201 EXECUTED t3 o4.1 c9 i7 BUY TAKER 110 x 10 leaves 10 executed 40",
            "101 EXECUTED t3 o0.1 c1 i7 SELL MAKER 110 x 10 leaves 0 executed 10");
        assertThat(rig.levels(BUY)).containsExactly("110 x 10 in 1");
        assertThat(rig.levels(SELL)).containsExactly("120 x 10 in 1");
    }

    @Test
    void shouldMatchASellerWithTheHighestBidsFirst() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, BUY, 105, 30));
        rig.send(101, limit(3, BUY, 95, 10));

        assertThat(rig.send(201, limit(9, SELL, 100, 40))).containsExactly(
            "201 ACCEPTED #1 o3.1 c9 i7 SELL 100 x 40 LIMIT GTC",
            "201 EXECUTED t1 o3.1 c9 i7 SELL TAKER 105 x 30 leaves 10 executed 30",
            "101 EXECUTED t1 o1.1 c2 i7 BUY MAKER 105 x 30 leaves 0 executed 30",
            "201 EXECUTED t2 o3.1 c9 i7 SELL TAKER 100 x 10 leaves 0 executed 40",
            "101 EXECUTED t2 o0.1 c1 i7 BUY MAKER 100 x 10 leaves 0 executed 10");
        assertThat(rig.levels(BUY)).containsExactly("95 x 10 in 1");
    }

    @Test
    void shouldLeaveAPartlyFilledMakerAtTheHeadOfItsLevel() {
        rig.send(101, limit(1, SELL, 105, 30));
        rig.send(101, limit(2, SELL, 105, 30));
        rig.send(201, limit(8, BUY, 105, 10));

        assertThat(rig.levels(SELL)).containsExactly("105 x 50 in 2");
        assertThat(rig.send(201, limit(9, BUY, 105, 30))).contains(
            "101 EXECUTED t2 o0.1 c1 i7 SELL MAKER 105 x 20 leaves 0 executed 30",
            "101 EXECUTED t3 o1.1 c2 i7 SELL MAKER 105 x 10 leaves 20 executed 10");
    }

    @Test
    void shouldKeepManyLevelsSortedOnBothSides() {
        for (int i = 0; i < 60; i++) {
            rig.send(101, limit(1 + i, BUY, 5 * (1 + i * 37 % 60), 10));
            rig.send(201, limit(1 + i, SELL, 5 * (100 + i * 37 % 60), 10));
        }
        for (int level = 0; level < 60; level++) {
            assertThat(rig.engine().book(7).price(BUY, level)).isEqualTo(5 * (60 - level));
            assertThat(rig.engine().book(7).price(SELL, level)).isEqualTo(5 * (100 + level));
        }
        for (int i = 0; i < 60; i += 2) {
            rig.send(101, EngineRig.cancel(1 + i));
        }
        assertThat(rig.engine().book(7).levels(BUY)).isEqualTo(30);
        assertThat(rig.send(201, market(999, SELL, 10))).contains(
            "101 EXECUTED t1 o94.1 c48 i7 BUY MAKER 300 x 10 leaves 0 executed 10");
        for (int level = 1; level < 29; level++) {
            assertThat(rig.engine().book(7).price(BUY, level)).isLessThan(rig.engine().book(7).price(BUY, level - 1));
        }
    }

    @Test
    void shouldExpireWhatAnImmediateOrderCannotFill() {
        rig.send(101, limit(1, SELL, 105, 10));
        assertThat(rig.send(201, limit(9, BUY, 105, 30).timeInForce(TimeInForce.IOC))).containsExactly(
            "201 ACCEPTED #1 o1.1 c9 i7 BUY 105 x 30 LIMIT IOC",
            "201 EXECUTED t1 o1.1 c9 i7 BUY TAKER 105 x 10 leaves 20 executed 10",
            "101 EXECUTED t1 o0.1 c1 i7 SELL MAKER 105 x 10 leaves 0 executed 10",
            "201 EXPIRED o1.1 c9 i7 BUY 105 x 20 executed 10 IMMEDIATE_OR_CANCEL");
        assertThat(rig.levels(BUY)).isEmpty();
    }

    @Test
    void shouldKillAFillOrKillOrderWithoutAnyOtherEffect() {
        rig.send(101, limit(1, SELL, 105, 10));
        rig.send(101, limit(2, SELL, 110, 10));
        assertThat(rig.send(201, limit(9, BUY, 105, 20).timeInForce(TimeInForce.FOK))).containsExactly(
            "201 ACCEPTED #1 o2.1 c9 i7 BUY 105 x 20 LIMIT FOK",
            "201 EXPIRED o2.1 c9 i7 BUY 105 x 20 executed 0 FILL_OR_KILL");
        assertThat(rig.levels(SELL)).containsExactly("105 x 10 in 1", "110 x 10 in 1");
    }

    @Test
    void shouldFillAFillOrKillOrderAcrossLevels() {
        rig.send(101, limit(1, SELL, 105, 10));
        rig.send(101, limit(2, SELL, 110, 10));
        assertThat(rig.send(201, limit(9, BUY, 110, 20).timeInForce(TimeInForce.FOK))).containsExactly(
            "201 ACCEPTED #1 o2.1 c9 i7 BUY 110 x 20 LIMIT FOK",
            "201 EXECUTED t1 o2.1 c9 i7 BUY TAKER 105 x 10 leaves 10 executed 10",
            "101 EXECUTED t1 o0.1 c1 i7 SELL MAKER 105 x 10 leaves 0 executed 10",
            "201 EXECUTED t2 o2.1 c9 i7 BUY TAKER 110 x 10 leaves 0 executed 20",
            "101 EXECUTED t2 o1.1 c2 i7 SELL MAKER 110 x 10 leaves 0 executed 10");
    }

    @Test
    void shouldWalkTheBookWithAMarketOrderAndExpireTheRest() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, BUY, 50, 10));
        assertThat(rig.send(201, market(9, SELL, 30).timeInForce(TimeInForce.GTC))).containsExactly(
            "201 ACCEPTED #1 o2.1 c9 i7 SELL market x 30 MARKET GTC",
            "201 EXECUTED t1 o2.1 c9 i7 SELL TAKER 100 x 10 leaves 20 executed 10",
            "101 EXECUTED t1 o0.1 c1 i7 BUY MAKER 100 x 10 leaves 0 executed 10",
            "201 EXECUTED t2 o2.1 c9 i7 SELL TAKER 50 x 10 leaves 10 executed 20",
            "101 EXECUTED t2 o1.1 c2 i7 BUY MAKER 50 x 10 leaves 0 executed 10",
            "201 EXPIRED o2.1 c9 i7 SELL market x 10 executed 20 MARKET_REMAINDER");
    }

    @Test
    void shouldKillAMarketOrderThatMustFillInFull() {
        rig.send(101, limit(1, SELL, 100, 10));
        assertThat(rig.send(201, market(9, BUY, 20).timeInForce(TimeInForce.FOK))).containsExactly(
            "201 ACCEPTED #1 o1.1 c9 i7 BUY market x 20 MARKET FOK",
            "201 EXPIRED o1.1 c9 i7 BUY market x 20 executed 0 FILL_OR_KILL");
    }

    @Test
    void shouldRestAPostOnlyOrderThatWouldNotTrade() {
        rig.send(101, limit(1, SELL, 105, 10));
        assertThat(rig.send(201, limit(9, BUY, 100, 10).postOnly(true))).containsExactly(
            "201 ACCEPTED #1 o1.1 c9 i7 BUY 100 x 10 LIMIT GTC POST_ONLY");
        assertThat(rig.send(201, limit(10, BUY, 105, 10).postOnly(true))).containsExactly(
            "201 REJECTED #2 template 10 i7 o- c10 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldTakeACommandUpToAndAtItsValidUntil() {
        rig.time(5_000);
        assertThat(rig.send(101, limit(1, BUY, 100, 10).validUntilNs(5_000)).get(0)).contains("ACCEPTED");
        rig.time(5_001);
        assertThat(rig.send(101, limit(2, BUY, 100, 10).validUntilNs(5_000))).containsExactly(
            "101 REJECTED #2 template 10 i7 o- c2 STALE");
    }

    @Test
    void shouldNeverLetEngineTimeGoBack() {
        rig.time(5_000).send(101, limit(1, BUY, 100, 10));
        rig.time(4_000).send(101, limit(2, BUY, 100, 10));
        assertThat(rig.engine().timeNs()).isEqualTo(5_000);
    }

    @Test
    void shouldCountTheQuantityOfALevelBeyondSixtyThreeBits() {
        final long huge = Long.MAX_VALUE;
        rig.send(EngineRig.OPERATOR, new io.everbook.api.DefineInstrument().instrument(8));
        for (int i = 1; i <= 3; i++) {
            rig.send(101, limit(i, SELL, 1, huge).instrument(8));
        }
        assertThat(rig.engine().book(8).quantity(SELL, 0)).isEqualTo(huge);
        assertThat(rig.send(201, limit(9, BUY, 1, huge).instrument(8).timeInForce(TimeInForce.FOK))).hasSize(3);
        rig.send(101, EngineRig.cancel(2).instrument(8));
        rig.send(101, amend(3).instrument(8).quantity(12));
        assertThat(rig.engine().book(8).quantity(SELL, 0)).isEqualTo(12);
    }

    @Test
    void shouldKeepBooksOfInstrumentsApart() {
        rig.instrument(8);
        rig.send(101, limit(1, SELL, 100, 10));
        assertThat(rig.send(201, limit(1, BUY, 100, 10).instrument(8))).hasSize(1);
        assertThat(rig.engine().book(8).levels(BUY)).isEqualTo(1);
        assertThat(rig.engine().book(9)).isNull();
        assertThat(rig.levels(Side.SELL)).containsExactly("100 x 10 in 1");
    }

    @Test
    void shouldNumberEventsPerSessionAndLinkThemToTheOneBefore() {
        rig.send(101, limit(1, SELL, 100, 10));
        final long accepted = rig.engine().sequence();
        assertThat(rig.headers()).containsExactly("101 e1 x8 after 0 T L");
        rig.send(101, limit(2, SELL, 100, 10));
        rig.send(201, limit(9, BUY, 100, 20));
        final long crossed = rig.engine().sequence();
        assertThat(rig.headers()).containsExactly(
            "201 e1 x10 after 0 T",
            "201 e2 x11 after " + crossed,
            "101 e3 x12 after " + (accepted + 1),
            "201 e3 x13 after " + crossed,
            "101 e4 x14 after " + crossed + " L");
        assertThat(rig.engine().nextExecutionId()).isEqualTo(15);
    }
}
