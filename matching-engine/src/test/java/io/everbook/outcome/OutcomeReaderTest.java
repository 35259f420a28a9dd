package io.everbook.outcome;

import com.sun.management.ThreadMXBean;
import io.everbook.api.NewOrder;
import io.everbook.api.TradingSession;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OrderQueryEncoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeQueryEncoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.TradeAnswerDecoder;
import io.everbook.protocol.TradeQueryEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries: what waits, what lags, what was never sequenced, who may ask for what, and that nothing is allocated.
 */
class OutcomeReaderTest {
    private static final int SESSION = RandomFlow.SESSIONS[0];
    private static final int PARTICIPANT = 2;
    private static final int OTHER_PARTICIPANT = 3;

    @TempDir
    Path directory;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[256]);
    private final List<String> answers = new ArrayList<>();
    private StoreRig rig;
    private OutcomeConfig config;
    private EmbeddedExchange exchange;
    private RandomFlow flow;
    private TradingSession session;
    private OutcomeStore store;
    private OutcomeReader reader;
    private OutcomeDesk desk;
    private long found;

    @BeforeEach
    void begin() {
        rig = new StoreRig(directory);
        config = rig.store().conclude();
        exchange = rig.open();
        flow = new RandomFlow(exchange, 1);
        session = flow.logon(0);
        store = new OutcomeStore(config);
        reader = OutcomeReader.open(config.directory());
        desk = new OutcomeDesk(reader, this::answered);
    }

    @AfterEach
    void end() {
        reader.close();
        store.close();
        exchange.close();
    }

    @Test
    void shouldLagUntilTheStoreHasReachedTheSequence() {
        final long number = session.submit(order(1));
        assertThat(reader.sequence()).isZero();
        assertThat(result(number)).isEqualTo(QueryResult.LAGGING);
        assertThat(reader.await(exchange.sequence(), 1_000_000)).isFalse();

        follow();
        assertThat(result(number)).isEqualTo(QueryResult.ANSWERED);
        assertThat(reader.outcome(SESSION, number, 0, exchange.sequence()).sequence())
            .isEqualTo(exchange.sequence());
        assertThat(reader.order(SESSION, 0, 1, exchange.sequence()).status()).isEqualTo(OutcomeStatus.NEW);

        session.submit(order(2));
        assertThat(reader.sequence()).isEqualTo(exchange.sequence() - 1);
        assertThat(result(number)).isEqualTo(QueryResult.LAGGING);
        assertThat(reader.order(SESSION, 0, 2, exchange.sequence()).result()).isEqualTo(QueryResult.LAGGING);
        assertThat(reader.outcome(SESSION, number, 0, 0).result()).isEqualTo(QueryResult.ANSWERED);
    }

    @Test
    void shouldLagForEveryQueryWhileTheStoreIsNotWhole() {
        flow.run(2_000);
        StoreRig.until(() -> store.doWork() > 0 && store.sequence() > 0);
        assertThat(store.sequence()).isLessThan(exchange.sequence());

        assertThat(reader.await(1, 20_000_000)).isFalse();
        assertThat(reader.outcome(SESSION, 1, 0, 0).result()).isEqualTo(QueryResult.LAGGING);
        follow();
        assertThat(reader.outcome(SESSION, 1, 0, 0).result()).isEqualTo(QueryResult.ANSWERED);
    }

    @Test
    void shouldSayNeverSequencedOnlyBehindALaterLogon() {
        final long number = session.submit(order(1));
        final long logon = exchange.sequence() - 1;
        follow();
        assertThat(status(number, logon)).isEqualTo(OutcomeStatus.NEW);
        assertThat(status(number + 1, logon)).isEqualTo(OutcomeStatus.PENDING);

        final TradingSession later = flow.logon(0);
        assertThat(reader.outcome(SESSION, number + 1, logon, exchange.sequence()).result())
            .isEqualTo(QueryResult.LAGGING);
        assertThat(status(number + 1, logon)).isEqualTo(OutcomeStatus.PENDING);
        follow();
        final long laterLogon = exchange.sequence();
        assertThat(status(number + 1, logon)).isEqualTo(OutcomeStatus.NEVER_SEQUENCED);
        assertThat(status(number + 1, laterLogon)).isEqualTo(OutcomeStatus.PENDING);
        assertThat(status(number + 1, 0)).isEqualTo(OutcomeStatus.PENDING);

        assertThat(later.submit(order(2))).isEqualTo(number + 1);
        follow();
        assertThat(status(number + 1, logon)).isEqualTo(OutcomeStatus.NEW);
        assertThat(status(number + 2, logon)).isEqualTo(OutcomeStatus.NEVER_SEQUENCED);
    }

    @Test
    void shouldNotKnowWhatTheLogDoesNotTell() {
        follow();
        assertThat(reader.outcome(99, 1, 0, 0).result()).isEqualTo(QueryResult.UNKNOWN);
        assertThat(reader.outcome(SESSION, 0, 0, 0).result()).isEqualTo(QueryResult.INVALID);
        assertThat(reader.order(4711, 0).result()).isEqualTo(QueryResult.UNKNOWN);
        assertThat(reader.order(0, 0).result()).isEqualTo(QueryResult.UNKNOWN);
        assertThat(reader.order(SESSION, 0, 4711, 0).result()).isEqualTo(QueryResult.UNKNOWN);
        assertThat(reader.trade(1, 1, 0).result()).isEqualTo(QueryResult.UNKNOWN);
    }

    @Test
    void shouldAnswerQueriesThatWaitedOrLag() {
        follow();
        final long number = session.submit(order(1));
        ask(1, number, exchange.sequence(), 100, PARTICIPANT);
        ask(2, number, exchange.sequence() + 1, 100, PARTICIPANT);
        ask(3, number, exchange.sequence(), 0, PARTICIPANT);
        assertThat(answers).containsExactly("3 LAGGING");

        assertThat(desk.poll(99)).isZero();
        follow();
        assertThat(desk.poll(99)).isOne();
        assertThat(answers).containsExactly("3 LAGGING", "1 ANSWERED NEW");
        assertThat(desk.poll(100)).isOne();
        assertThat(answers).endsWith("2 LAGGING");
        assertThat(desk.poll(1_000)).isZero();
    }

    @Test
    void shouldLetNoMoreQueriesWaitThanItHasRoomFor() {
        follow();
        for (int i = 0; i <= OutcomeDesk.WAITING_MAX; i++) {
            ask(i, 1, exchange.sequence() + 1, 100, PARTICIPANT);
        }
        assertThat(answers).containsExactly(OutcomeDesk.WAITING_MAX + " LAGGING");
        assertThat(desk.poll(100)).isEqualTo(OutcomeDesk.WAITING_MAX);
    }

    @Test
    void shouldTellAParticipantOfItsOwnAlone() {
        final NewOrder sell = order(7).side(io.everbook.protocol.Side.SELL);
        session.submit(order(1));
        flow.logon(2).submit(sell);
        follow();
        final long trade = reader.trade(1, 1, 0).tradeId();
        final long orderId = reader.order(SESSION, 0, 1, 0).orderId();

        ask(1, 1, 0, 0, OTHER_PARTICIPANT);
        askOrder(2, orderId, OTHER_PARTICIPANT);
        askOrder(3, orderId, PARTICIPANT);
        askTrade(4, trade, PARTICIPANT);
        askTrade(5, trade, OTHER_PARTICIPANT);
        askTrade(6, trade, 99);

        final long otherOrder = reader.order(RandomFlow.SESSIONS[2], 0, 7, 0).orderId();
        assertThat(answers).containsExactly("1 NOT_AUTHORISED", "2 NOT_AUTHORISED", "3 ANSWERED FILLED",
            "4 ANSWERED 0 " + orderId, "5 ANSWERED " + otherOrder + " 0", "6 NOT_AUTHORISED");
    }

    @Test
    void shouldRefuseWhatIsNoQuery() {
        assertThat(desk.take(query, 0, 0, 0, 0, 0)).isFalse();
        assertThat(desk.take(query, 0, 64, 0, 0, 0)).isFalse();
        new OutcomeQueryEncoder().wrapAndApplyHeader(query, 0, header);
        assertThat(desk.take(query, 0, 40, 0, 0, 0)).isFalse();
        assertThat(answers).isEmpty();
    }

    @Test
    void shouldAllocateNothing() {
        long following = Long.MAX_VALUE;
        long asking = Long.MAX_VALUE;
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 12; round++) {
            flow.run(1_500);
            final long before = threads.getCurrentThreadAllocatedBytes();
            while (store.sequence() < exchange.sequence()) {
                store.doWork();
            }
            final long between = threads.getCurrentThreadAllocatedBytes();
            askForAll();
            final long after = threads.getCurrentThreadAllocatedBytes();
            following = Math.min(following, between - before);
            asking = Math.min(asking, after - between);
        }
        assertThat(following).as("following").isZero();
        assertThat(asking).as("asking").isZero();
        assertThat(found).isPositive();
    }

    private void askForAll() {
        for (int i = 1; i < 200; i++) {
            found += reader.outcome(SESSION, i, 1, 0).decidedSequence();
            found += reader.order(SESSION, 0, i, 0).executedQuantity();
            found += reader.trade(1, i, 0).price();
        }
    }

    private void follow() {
        StoreRig.follow(store, exchange.sequence());
        assertThat(reader.await(exchange.sequence(), StoreRig.LONG_NS)).isTrue();
    }

    private QueryResult result(final long number) {
        return reader.outcome(SESSION, number, 0, exchange.sequence()).result();
    }

    private OutcomeStatus status(final long number, final long logonSequence) {
        return reader.outcome(SESSION, number, logonSequence, 0).status();
    }

    private static NewOrder order(final long name) {
        return new NewOrder().instrument(1).clientOrderId(0, name).limit(100).quantity(10);
    }

    private void ask(
        final long id, final long number, final long required, final long timeoutNs, final int participant) {
        new OutcomeQueryEncoder().wrapAndApplyHeader(query, 0, header)
            .correlationId(id).session(SESSION).commandNumber(number).logonSequence(0)
            .requiredSequence(required).timeoutNs(timeoutNs).pad1(0);
        take(OutcomeQueryEncoder.BLOCK_LENGTH, participant);
    }

    private void askOrder(final long id, final long orderId, final int participant) {
        new OrderQueryEncoder().wrapAndApplyHeader(query, 0, header)
            .correlationId(id).orderId(orderId).requiredSequence(0).timeoutNs(0).session(0).pad1(0);
        take(OrderQueryEncoder.BLOCK_LENGTH, participant);
    }

    private void askTrade(final long id, final long tradeId, final int participant) {
        new TradeQueryEncoder().wrapAndApplyHeader(query, 0, header)
            .correlationId(id).tradeId(tradeId).requiredSequence(0).timeoutNs(0).instrument(1).pad1(0);
        take(TradeQueryEncoder.BLOCK_LENGTH, participant);
    }

    private void take(final int blockLength, final int participant) {
        assertThat(desk.take(query, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength, participant, 5, 0)).isTrue();
    }

    private void answered(final long connection, final DirectBuffer buffer, final int offset, final int length) {
        assertThat(connection).isEqualTo(5);
        final MessageHeaderDecoder message = new MessageHeaderDecoder().wrap(buffer, offset);
        assertThat(length).isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength());
        switch (message.templateId()) {
            case OutcomeAnswerDecoder.TEMPLATE_ID -> {
                final OutcomeAnswerDecoder answer =
                    new OutcomeAnswerDecoder().wrapAndApplyHeader(buffer, offset, message);
                note(answer.correlationId(), answer.result(), " " + answer.status());
            }
            case OrderAnswerDecoder.TEMPLATE_ID -> {
                final OrderAnswerDecoder answer =
                    new OrderAnswerDecoder().wrapAndApplyHeader(buffer, offset, message);
                note(answer.correlationId(), answer.result(), " " + answer.status());
            }
            default -> {
                final TradeAnswerDecoder answer =
                    new TradeAnswerDecoder().wrapAndApplyHeader(buffer, offset, message);
                note(answer.correlationId(), answer.result(),
                    " " + answer.aggressorOrderId() + " " + answer.makerOrderId());
            }
        }
    }

    private void note(final long id, final QueryResult result, final String more) {
        answers.add(id + " " + result + (result == QueryResult.ANSWERED ? more : ""));
    }
}
