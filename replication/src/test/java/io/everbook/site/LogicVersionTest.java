package io.everbook.site;

import io.everbook.api.ChangeLogicVersion;
import io.everbook.api.NewOrder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.LogicVersionChangedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.Reason;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LogicVersionTest {
    private static final int ACCEPTED = OrderAcceptedDecoder.TEMPLATE_ID;
    private static final int REJECTED = CommandRejectedDecoder.TEMPLATE_ID;
    private static final int CHANGED = LogicVersionChangedDecoder.TEMPLATE_ID;
    private static final long NEW_RULE = 22;

    private int connections;

    @Test
    void shouldRunMixedVersionsUntilEverySiteKnowsTheNewOne() {
        try (TestCluster sites = new TestCluster("mixed", 21_700)) {
            sites.start(0);
            sites.start(1, "plant", "NEWER");
            sites.start(2, "plant", "NEWER");
            TestFlow.ALL.forEach(sites::awaitReady);
            TestFlow.define(sites);
            assertThat(order(sites, 1)).isEqualTo(ACCEPTED);
            assertThat(change(sites, 4)).isEqualTo(REJECTED);

            fail(sites);
            assertThat(order(sites, 2)).isEqualTo(ACCEPTED);
            assertThat(change(sites, 5)).isEqualTo(REJECTED);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 9);

            restart(sites, 0, "plant", "NEWER");
            long number = 6;
            for (int answer = change(sites, number); answer != CHANGED; answer = change(sites, number)) {
                assertThat(answer).isEqualTo(REJECTED);
                number++;
            }
            assertThat(order(sites, 3)).isEqualTo(REJECTED);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 12);

            restart(sites, 0);
            sites.await(() -> "the older binary halts", () -> !sites.process(0).isAlive());
            assertThat(sites.process(0).err()).contains("the log changes to logic version 2 at sequence")
                .contains("this binary knows versions up to 1: nothing was applied");
            Journals.assertEqual(TestFlow.directories(sites, List.of(1, 2)), 12);
            sites.succeeded("the log changes to logic version 2", "sequence=");
        }
    }

    private static void fail(final TestCluster sites) {
        final int leader = sites.awaitLeader();
        sites.process(leader).kill();
        sites.awaitLeader();
        start(sites, leader, leader == 0 ? new String[0] : new String[] {"plant", "NEWER"});
    }

    private static void restart(final TestCluster sites, final int site, final String... args) {
        sites.process(site).kill();
        start(sites, site, args);
    }

    private static void start(final TestCluster sites, final int site, final String... args) {
        sites.start(site, args);
        if (args.length > 0) {
            sites.awaitReady(site);
        }
    }

    private int order(final TestCluster sites, final long number) {
        try (BareClient trader = connect(sites, "2:trader", TestFlow.TRADER)) {
            trader.send(new NewOrder().instrument(TestFlow.INSTRUMENT).clientOrderId(1, number).limit(100)
                .quantity(NEW_RULE), TestFlow.TRADER, number);
            return template(trader.awaitNumbered(1).get(0));
        }
    }

    private int change(final TestCluster sites, final long number) {
        try (BareClient operator = connect(sites, "1:" + TestCluster.OPERATOR_SECRET, TestFlow.OPERATOR)) {
            operator.send(new ChangeLogicVersion().logicVersion(2), TestFlow.OPERATOR, number);
            final byte[] answer = operator.awaitNumbered(1).get(0);
            if (template(answer) == REJECTED) {
                assertThat(new CommandRejectedDecoder().wrapAndApplyHeader(
                    new UnsafeBuffer(answer), 0, new MessageHeaderDecoder()).reason())
                    .isEqualTo(Reason.LOGIC_VERSION_UNSUPPORTED);
            }
            return template(answer);
        }
    }

    private BareClient connect(final TestCluster sites, final String credentials, final int session) {
        final BareClient client = new BareClient(sites, "client-" + connections++, credentials);
        client.logon(session);
        client.awaitSignals(1);
        return client;
    }

    private static int template(final byte[] event) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(event), 0).templateId();
    }
}
