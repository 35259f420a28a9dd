package io.everbook.engine;

import org.junit.jupiter.api.Test;

import java.util.List;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.massCancel;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * MAS-1, SEQ-5.
 */
class MassCancelTest {
    private final EngineRig rig = EngineRig.trading();

    @Test
    void shouldCancelOwnOrdersOldestFirst() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(102, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, SELL, 200, 10));
        rig.send(101, limit(3, BUY, 105, 10));
        rig.send(101, amend(1).price(95));
        assertThat(rig.send(101, massCancel())).containsExactly(
            "101 CANCELLED #5 o0.1 c1 i7 BUY 95 x 10 executed 0 MASS_CANCEL",
            "101 CANCELLED #5 o2.1 c2 i7 SELL 200 x 10 executed 0 MASS_CANCEL",
            "101 CANCELLED #5 o3.1 c3 i7 BUY 105 x 10 executed 0 MASS_CANCEL",
            "101 MASS_CANCELLED #5 3 remaining 0");
        assertThat(rig.headers()).filteredOn(header -> header.contains(" T")).hasSize(1)
            .allMatch(header -> header.endsWith(" T L"));
        assertThat(rig.levels(BUY)).containsExactly("100 x 10 in 1");
    }

    @Test
    void shouldKeepToTheInstrumentAndTheSideNamed() {
        rig.instrument(8);
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(101, limit(2, SELL, 200, 10));
        rig.send(101, limit(3, BUY, 100, 10).instrument(8));
        assertThat(rig.send(101, massCancel().instrument(7).side(BUY))).containsExactly(
            "101 CANCELLED #4 o0.1 c1 i7 BUY 100 x 10 executed 0 MASS_CANCEL",
            "101 MASS_CANCELLED #4 1 remaining 0");
        assertThat(rig.send(101, massCancel().instrument(8).side(SELL))).containsExactly(
            "101 MASS_CANCELLED #5 0 remaining 0");
        assertThat(rig.send(101, massCancel().side(SELL)).get(0)).contains("CANCELLED #6 o1.1");
    }

    @Test
    void shouldLetOthersCancelByTheirRoles() {
        rig.send(101, limit(1, BUY, 100, 10));
        rig.send(201, limit(1, BUY, 100, 10));
        assertThat(rig.send(102, massCancel().targetSession(101)).get(0)).endsWith("NOT_AUTHORISED");
        assertThat(rig.send(103, massCancel().targetSession(201)).get(0)).endsWith("NOT_AUTHORISED");
        assertThat(rig.send(103, massCancel().targetSession(999)).get(0)).endsWith("UNKNOWN_SESSION");
        assertThat(rig.send(103, massCancel().targetSession(101))).containsExactly(
            "101 CANCELLED #0 o0.1 c1 i7 BUY 100 x 10 executed 0 MASS_CANCEL",
            "103 MASS_CANCELLED #3 1 remaining 0");
        assertThat(rig.send(OPERATOR, massCancel().targetSession(201)).get(0)).startsWith("201 CANCELLED #0");
        assertThat(rig.send(101, massCancel().targetSession(101))).containsExactly(
            "101 MASS_CANCELLED #2 0 remaining 0");
    }

    @Test
    void shouldEndAtMostTenThousandAndTellWhatRemains() {
        for (int i = 1; i <= 10_025; i++) {
            rig.send(101, limit(i, i % 2 == 0 ? BUY : SELL, i % 2 == 0 ? 5 : 10, 10));
        }
        final List<String> first = rig.send(101, massCancel());
        assertThat(first).hasSize(10_001).contains("101 MASS_CANCELLED #10026 10000 remaining 25");
        assertThat(first.get(0)).contains("o0.1 c1 ");
        assertThat(rig.send(101, massCancel().side(BUY))).hasSize(13).contains(
            "101 MASS_CANCELLED #10027 12 remaining 0");
        assertThat(rig.send(101, massCancel())).hasSize(14);
        assertThat(rig.levels(BUY)).isEmpty();
        assertThat(rig.levels(SELL)).isEmpty();
    }
}
