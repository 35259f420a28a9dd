package io.everbook.client;

import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.TradeAnswerDecoder;
import io.everbook.publish.Readers;
import io.everbook.publish.ReadersConfig;
import io.everbook.site.ReaderKind;
import io.everbook.site.SiteConfig;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OUT-1 asked of real sites, beside one of which the readers run.
 */
class OutcomesOfThreeSitesTest {
    private static final int ORDERS = 40;

    private final List<String> told = new ArrayList<>();

    @Test
    void shouldAnswerWhatBecameOfCommandsOrdersAndTrades() {
        try (ClientsOfThreeSites three = new ClientsOfThreeSites("outcomes", 22_800)) {
            three.start(12, 13);
            final ClientConfig config = three.config(12, new EventTape()).outcomeListener(new Listener())
                .timeouts(new ClientTimeouts().outcomeTimeoutNs(TimeUnit.SECONDS.toNanos(60)));
            final ExchangeClient seller = three.open(config);
            final ExchangeClient buyer = three.open(three.config(13, new EventTape()));
            three.submitAll(seller, Side.SELL, ORDERS);
            three.submitAll(buyer, Side.BUY, ORDERS / 2);
            three.await("answers", () -> seller.unanswered() == 0 && buyer.unanswered() == 0);

            final SiteConfig site = SiteConfig.load(three.sites.writeConfig(1));
            try (Readers readers =
                     Readers.launch(ReadersConfig.of(site, EnumSet.of(ReaderKind.OUTCOMES)).conclude())) {
                assertThat(readers).isNotNull();
                require(three, seller.askOutcome(ORDERS), "outcome " + ORDERS + " ANSWERED NEW");
                require(three, seller.askOutcome(ORDERS + 1), "outcome " + (ORDERS + 1) + " ANSWERED PENDING");
                require(three, seller.askOrder(12, three.orders(12).get(0)), "order ANSWERED FILLED 1");
                require(three, seller.askOrder(12, three.orders(12).get(ORDERS - 1)), "order ANSWERED NEW 0");
                require(three, seller.askOrder(13, three.orders(12).get(0)), "order UNKNOWN PENDING 0");
                require(three, seller.askTrade(ClientsOfThreeSites.INSTRUMENT, 1), "trade ANSWERED 1");
                requireNeverSequenced(three, seller);
            }
            assertThat(three.orders(12)).hasSize(ORDERS);
            three.sites.succeeded();
        }
    }

    /** Another client takes the session over, so that what the first one sends is fenced, and the log says so. */
    private void requireNeverSequenced(final ClientsOfThreeSites three, final ExchangeClient client) {
        three.open(three.config(client.session(), new EventTape()));
        final long number = client.nextCommandNumber();
        three.submit(client, Side.SELL);
        three.await("the fence", () -> client.state() == ClientState.FENCED);
        require(three, client.askOutcome(number), "outcome " + number + " ANSWERED NEVER_SEQUENCED");
    }

    private void require(final ClientsOfThreeSites three, final long question, final String expected) {
        assertThat(question).isPositive();
        told.clear();
        three.await(expected, () -> !told.isEmpty());
        assertThat(told).containsExactly(expected);
    }

    private final class Listener implements OutcomeListener {
        @Override
        public void onOutcome(final OutcomeAnswerDecoder answer) {
            told.add("outcome " + answer.commandNumber() + " " + answer.result() + " " + answer.status());
        }

        @Override
        public void onOrder(final OrderAnswerDecoder answer) {
            told.add("order " + answer.result() + " " + answer.status() + " " + answer.executedQuantity());
        }

        @Override
        public void onTrade(final TradeAnswerDecoder answer) {
            told.add("trade " + answer.result() + " " + answer.tradeId());
        }

        @Override
        public void onUnanswered(final long correlationId) {
            told.add("unanswered");
        }
    }
}
