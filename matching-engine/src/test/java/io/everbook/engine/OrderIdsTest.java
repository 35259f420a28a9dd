package io.everbook.engine;

import io.everbook.engine.book.OrderId;
import io.everbook.engine.book.OrderSlab;
import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.cancelById;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.protocol.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * ID-1.
 */
class OrderIdsTest {
    @Test
    void shouldPackPartitionSlotAndGeneration() {
        final long id = OrderId.of(32_767, OrderId.MAX_SLOTS - 1, OrderId.MAX_GENERATION);
        assertThat(id).isEqualTo(Long.MAX_VALUE);
        assertThat(OrderId.partition(id)).isEqualTo(32_767);
        assertThat(OrderId.slot(id)).isEqualTo(OrderId.MAX_SLOTS - 1);
        assertThat(OrderId.generation(id)).isEqualTo(OrderId.MAX_GENERATION);
    }

    @Test
    void shouldUseTheSlotFreedLastUnderItsNextGeneration() {
        final EngineRig rig = EngineRig.trading();
        for (int i = 1; i <= 3; i++) {
            rig.send(101, limit(i, BUY, 100, 10));
        }
        rig.send(101, cancel(1));
        rig.send(101, cancel(3));
        assertThat(rig.send(101, limit(4, BUY, 100, 10)).get(0)).contains(" o2.2 c4 ");
        assertThat(rig.send(101, limit(5, BUY, 100, 10)).get(0)).contains(" o0.2 c5 ");
        assertThat(rig.send(101, limit(6, BUY, 100, 10)).get(0)).contains(" o3.1 c6 ");
        assertThat(rig.send(101, cancelById(0, 1)).get(0)).endsWith("UNKNOWN_ORDER");
        assertThat(rig.send(101, cancelById(0, 2)).get(0)).contains("CANCELLED");
    }

    @Test
    void shouldRetireASlotWhoseGenerationsAreUsedUp() {
        final EngineRig rig =
            new EngineRig(new MatchingEngine(EngineConfig.builder().maxOrders(2).conclude(), 2)).readyToTrade();
        for (final String id : new String[] {"o0.1", "o0.2", "o1.1", "o1.2"}) {
            assertThat(rig.send(101, limit(1, BUY, 100, 10)).get(0)).contains(id);
            rig.send(101, cancel(1));
        }
        assertThat(rig.send(101, limit(1, BUY, 100, 10)).get(0)).endsWith("TOO_MANY");
    }

    @Test
    void shouldGrowUpToItsBound() {
        final OrderSlab slab = new OrderSlab(3_000, OrderId.MAX_GENERATION);
        for (int i = 0; i < 3_000; i++) {
            assertThat(slab.hasRoom()).isTrue();
            assertThat(slab.allocate()).isEqualTo(i);
        }
        assertThat(slab.hasRoom()).isFalse();
        slab.free(17);
        assertThat(slab.hasRoom()).isTrue();
        assertThat(slab.allocate()).isEqualTo(17);
        assertThat(slab.generation(17)).isEqualTo(2);
    }
}
