package io.everbook.site;

import io.aeron.cluster.ClusterTool;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.NewOrder;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests do with a cluster: define an instrument and a trader, and enter orders.
 */
final class TestFlow {
    static final int OPERATOR = 1;
    static final int TRADER = 10;
    static final int INSTRUMENT = 7;
    static final List<Integer> ALL = List.of(0, 1, 2);

    private TestFlow() {
    }

    static void define(final TestCluster sites) {
        try (BareClient operator = new BareClient(sites, "operator", "1:" + TestCluster.OPERATOR_SECRET)) {
            operator.logon(OPERATOR);
            operator.awaitSignals(1);
            operator.send(new DefineParticipant().participant(2), OPERATOR, 1);
            operator.send(new DefineSession().newSession(TRADER).participant(2).window(64), OPERATOR, 2);
            operator.send(new DefineInstrument().instrument(INSTRUMENT).tickSize(1).lotSize(1)
                .priceRange(1, 1_000).quantityRange(1, 1_000), OPERATOR, 3);
            operator.awaitNumbered(3);
        }
    }

    static List<byte[]> trade(
        final TestCluster sites, final String name, final long firstNumber, final int orders) {
        try (BareClient trader = new BareClient(sites, name, "2:trader")) {
            trader.logon(TRADER);
            trader.awaitSignals(1);
            for (long number = firstNumber; number < firstNumber + orders; number++) {
                trader.send(new NewOrder().instrument(INSTRUMENT).clientOrderId(1, number)
                    .limit(100 + number).quantity(10), TRADER, number);
            }
            return new ArrayList<>(trader.awaitNumbered(orders));
        }
    }

    /** Has all sites take a snapshot. */
    static void snapshot(final TestCluster sites) {
        final int leader = sites.awaitLeader();
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(ClusterTool.snapshot(sites.directory(leader).resolve("cluster").toFile(), new PrintStream(said)))
            .as(said.toString()).isTrue();
    }

    /** Sends messages that no site understands, each of a record of about a thousand bytes. */
    static void fill(final TestCluster sites, final String name, final int messages) {
        final Path leader = sites.directory(sites.awaitLeader());
        final long last = Journals.lastSequence(leader);
        try (BareClient trader = new BareClient(sites, name, "2:trader")) {
            for (int i = 0; i < messages; i++) {
                trader.send(new byte[1_000]);
            }
            sites.await(() -> messages + " records", () -> Journals.lastSequence(leader) >= last + messages);
        }
    }

    static List<Path> directories(final TestCluster sites, final List<Integer> which) {
        return which.stream().map(sites::directory).toList();
    }
}
