package io.everbook.site;

import io.everbook.api.NewOrder;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DivergenceTest {
    @Test
    void shouldHaltTheOneSiteThatDiffersThoughItLeads() {
        try (TestCluster sites = new TestCluster("diverge", 21_400).set("divergence.interval", "200")) {
            sites.start(0, "plant", "DIVERGENT");
            sites.start(1);
            sites.awaitLeader();
            sites.start(2);
            TestFlow.ALL.forEach(sites::awaitReady);
            makeLead(sites);
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 5);

            order(sites, 6, 13);

            assertThat(sites.process(0).awaitExit(20)).isEqualTo(1);
            assertThat(sites.process(0).err()).contains("FATAL: this site differs from others: against beta, at seq")
                .contains("this site's chain is 0x").contains("--seed-from");
            sites.awaitLeader();
            order(sites, 7, 10);
            Journals.assertEqual(TestFlow.directories(sites, List.of(1, 2)), 12);
            sites.succeeded("this site differs from others", "in a message, sequence=");
        }
    }

    private static void makeLead(final TestCluster sites) {
        for (int leader = sites.awaitLeader(); leader != 0; leader = sites.awaitLeader()) {
            sites.process(leader).terminate();
            sites.process(leader).awaitExit(20);
            sites.awaitLeader();
            sites.start(leader);
            sites.awaitReady(leader);
        }
    }

    private static void order(final TestCluster sites, final long number, final long quantity) {
        try (BareClient trader = new BareClient(sites, "trader-" + number, "2:trader")) {
            trader.logon(TestFlow.TRADER);
            trader.awaitSignals(1);
            trader.send(new NewOrder().instrument(TestFlow.INSTRUMENT).clientOrderId(1, number).limit(100)
                .quantity(quantity), TestFlow.TRADER, number);
            trader.awaitNumbered(1);
        }
    }
}
