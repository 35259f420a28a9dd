package io.everbook.engine.book;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersTest {
    private static final int SESSIONS = 3;
    private static final int IDS = 1_500;

    private final Orders orders = new Orders(10_000, OrderId.MAX_GENERATION);
    private final int[][] expected = new int[SESSIONS][IDS];
    private final List<List<Integer>> entered = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    @Test
    void shouldFindEveryOrderByClientIdAndListThemInEntryOrder() {
        final Random random = new Random(5);
        for (int i = 0; i < 60_000; i++) {
            final int session = random.nextInt(SESSIONS);
            final int id = 1 + random.nextInt(IDS - 1);
            if (expected[session][id] == 0) {
                enter(session, id);
            } else if (random.nextBoolean()) {
                end(session, id);
            } else {
                rename(session, id, 1 + random.nextInt(IDS - 1));
            }
        }
        for (int session = 0; session < SESSIONS; session++) {
            for (int id = 1; id < IDS; id++) {
                assertThat(orders.find(session, 0, id)).isEqualTo(expected[session][id] - 1);
            }
            assertThat(listed(session)).isEqualTo(entered.get(session));
        }
    }

    private void enter(final int session, final int id) {
        final int order = orders.slab().allocate();
        orders.slab().owner(order, session, 0);
        orders.slab().clientId(order, 0, id);
        orders.enter(order);
        expected[session][id] = order + 1;
        entered.get(session).add(order);
    }

    private void end(final int session, final int id) {
        final int order = orders.find(session, 0, id);
        assertThat(order).isEqualTo(expected[session][id] - 1);
        orders.end(order);
        expected[session][id] = 0;
        entered.get(session).remove((Integer) order);
    }

    private void rename(final int session, final int id, final int other) {
        if (expected[session][other] == 0) {
            orders.rename(orders.find(session, 0, id), 0, other);
            expected[session][other] = expected[session][id];
            expected[session][id] = 0;
        }
    }

    private List<Integer> listed(final int session) {
        final List<Integer> listed = new ArrayList<>();
        for (int order = orders.firstOf(session); order != OrderSlab.NONE; order = orders.nextOfSession(order)) {
            listed.add(order);
        }
        return listed;
    }
}
