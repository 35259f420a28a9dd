package io.everbook.outcome;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MassCancelledDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SessionDefinedDecoder;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a whole journal says of every command, order and trade, held in plain collections: for tests to hold a store
 * against.
 */
final class JournalTruth implements EventListener {
    final Map<Command, Outcome> outcomes = new LinkedHashMap<>();
    final Map<Long, Order> orders = new LinkedHashMap<>();
    final Map<Name, Long> names = new HashMap<>();
    final Set<Name> everNamed = new HashSet<>();
    final Map<TradeKey, Trade> trades = new LinkedHashMap<>();
    final Map<Integer, Long> lastNumbers = new HashMap<>();
    final List<Long> logons = new ArrayList<>();
    final List<Long> ended = new ArrayList<>();
    long sequence;
    long timeNs;
    private int template;
    private long aggressor;

    record Command(int session, long number) {
    }

    record Outcome(long sequence, long timeNs, OutcomeStatus status, Reason reason, long orderId, int template) {
    }

    record Name(int session, long high, long low) {
    }

    record TradeKey(int instrument, long id) {
    }

    record Trade(long sequence, long price, long quantity, long aggressor, long maker) {
    }

    static final class Order {
        int session;
        Name name;
        long price;
        long quantity;
        long executed;
        long leaves;
        BigInteger notional = BigInteger.ZERO;
        OutcomeStatus status;
        long executionId;
        long acceptedSequence;
        long lastSequence;
        long lastTimeNs;
    }

    static JournalTruth read(final Path journal) {
        final JournalTruth truth = new JournalTruth();
        final EventDispatcher dispatcher = new EventDispatcher();
        final RecordView view = new RecordView();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next(view)) {
                truth.sequence = view.sequence();
                truth.timeNs = view.timeNs();
                truth.template =
                    new MessageHeaderDecoder().wrap(view.buffer(), view.commandOffset()).templateId();
                dispatcher.dispatchAll(view.buffer(), view.eventsOffset(), view.eventsLength(), truth);
            }
        }
        return truth;
    }

    private void outcome(
        final EventHeaderDecoder header,
        final long number,
        final OutcomeStatus status,
        final Reason reason,
        final long orderId) {
        if (header.flags().terminal()) {
            outcomes.put(new Command(header.session(), number),
                new Outcome(header.sequence(), header.timeNs(), status, reason, orderId, template));
            lastNumbers.put(header.session(), number);
        }
    }

    private void touch(final long id, final EventHeaderDecoder header, final OutcomeStatus status) {
        final Order order = orders.get(id);
        order.status = status;
        order.executionId = header.executionId();
        order.lastSequence = header.sequence();
        order.lastTimeNs = header.timeNs();
        if (order.leaves == 0) {
            ended.add(id);
        }
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        logons.add(event.header().sequence());
    }

    @Override
    public void onCommandRejected(final CommandRejectedDecoder event) {
        outcome(event.header(), event.commandNumber(), OutcomeStatus.REJECTED, event.reason(), event.orderId());
    }

    @Override
    public void onOrderAccepted(final OrderAcceptedDecoder event) {
        outcome(event.header(), event.commandNumber(), OutcomeStatus.NEW, Reason.NONE, event.orderId());
        final Order order = new Order();
        order.session = event.header().session();
        order.name = new Name(order.session, event.clientOrderId().high(), event.clientOrderId().low());
        order.price = event.price();
        order.quantity = event.quantity();
        order.leaves = event.quantity();
        order.acceptedSequence = event.header().sequence();
        orders.put(event.orderId(), order);
        name(order, event.orderId());
        touch(event.orderId(), event.header(), OutcomeStatus.NEW);
    }

    private void name(final Order order, final long id) {
        names.put(order.name, id);
        everNamed.add(order.name);
    }

    @Override
    public void onOrderExecuted(final OrderExecutedDecoder event) {
        final Order order = orders.get(event.orderId());
        order.executed += event.quantity();
        order.leaves -= event.quantity();
        order.notional = order.notional.add(
            BigInteger.valueOf(event.price()).multiply(BigInteger.valueOf(event.quantity())));
        touch(event.orderId(), event.header(),
            order.leaves == 0 ? OutcomeStatus.FILLED : OutcomeStatus.PARTIALLY_FILLED);
        if (event.liquidity() == Liquidity.TAKER) {
            aggressor = event.orderId();
        } else {
            trades.put(new TradeKey(event.instrument(), event.tradeId()), new Trade(
                event.header().sequence(), event.price(), event.quantity(), aggressor, event.orderId()));
        }
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event) {
        outcome(event.header(), event.commandNumber(), OutcomeStatus.CANCELLED, Reason.NONE, event.orderId());
        orders.get(event.orderId()).leaves = 0;
        touch(event.orderId(), event.header(), OutcomeStatus.CANCELLED);
    }

    @Override
    public void onOrderExpired(final OrderExpiredDecoder event) {
        orders.get(event.orderId()).leaves = 0;
        touch(event.orderId(), event.header(), OutcomeStatus.EXPIRED);
    }

    @Override
    public void onOrderAmended(final OrderAmendedDecoder event) {
        outcome(event.header(), event.commandNumber(), OutcomeStatus.AMENDED, Reason.NONE, event.orderId());
        final Order order = orders.get(event.orderId());
        names.remove(order.name, event.orderId());
        order.name = new Name(order.session, event.clientOrderId().high(), event.clientOrderId().low());
        name(order, event.orderId());
        order.price = event.price();
        order.quantity = event.quantity();
        order.leaves = event.quantity() - order.executed;
        touch(event.orderId(), event.header(),
            order.executed == 0 ? OutcomeStatus.NEW : OutcomeStatus.PARTIALLY_FILLED);
    }

    @Override
    public void onMassCancelled(final MassCancelledDecoder event) {
        done(event.header(), event.commandNumber());
    }

    @Override
    public void onParticipantDefined(final ParticipantDefinedDecoder event) {
        done(event.header(), event.commandNumber());
    }

    @Override
    public void onSessionDefined(final SessionDefinedDecoder event) {
        done(event.header(), event.commandNumber());
    }

    @Override
    public void onInstrumentDefined(final InstrumentDefinedDecoder event) {
        done(event.header(), event.commandNumber());
    }

    @Override
    public void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
        done(event.header(), event.commandNumber());
    }

    private void done(final EventHeaderDecoder header, final long number) {
        outcome(header, number, OutcomeStatus.DONE, Reason.NONE, 0);
    }
}
