package io.everbook.engine.reference;

import io.everbook.engine.BookView;
import io.everbook.protocol.Side;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The books as the fast engine's events alone tell of them, and the invariants that can be judged from there: I13, I14
 * and I16 to I20, ids (ID-1) and links (design rule 15). It knows neither engine's inside.
 */
final class Ledger {
    private final Tally tally;
    private final Map<Long, LedgerOrder> live = new HashMap<>();
    private final Set<Long> everUsed = new HashSet<>();
    private final Set<String> clientIds = new HashSet<>();
    private final Map<Integer, TreeSet<LedgerOrder>> bids = new TreeMap<>();
    private final Map<Integer, TreeSet<LedgerOrder>> asks = new TreeMap<>();
    private final Map<Integer, String> states = new LinkedHashMap<>();
    private final Map<Integer, Long> tradeIds = new HashMap<>();
    private final Map<Integer, long[]> links = new HashMap<>();
    private final Set<Integer> touched = new TreeSet<>();
    private long executionId;
    private long ranks;
    private LedgerOrder taker;
    private boolean takerEntersHere;
    private Event takersFill;

    Ledger(final Tally tally) {
        this.tally = tally;
    }

    void record(final List<Event> events) {
        taker = null;
        takersFill = null;
        touched.clear();
        for (int i = 0; i < events.size(); i++) {
            header(events.get(i), i == events.size() - 1);
            event(events.get(i));
        }
        require("I14", takersFill == null, "a fill without its other side", takersFill);
        settleTaker();
    }

    private void header(final Event event, final boolean last) {
        require("R15 last of record", event.flag("lastOfRecord") == last, "lastOfRecord", event);
        if (!event.numbered()) {
            require("R15 signals", event.number("eventNumber") == 0 && event.number("previousSequence") == 0
                && !event.flag("terminal"), "a signal with numbers", event);
            return;
        }
        final long[] link = links.computeIfAbsent(event.integer("session"), session -> new long[2]);
        require("R15 links", event.number("executionId") == executionId + 1
            && event.number("eventNumber") == link[0] + 1 && event.number("previousSequence") == link[1],
            "links after " + executionId + ", " + link[0] + ", " + link[1], event);
        executionId++;
        link[0]++;
        link[1] = event.number("sequence");
    }

    private void event(final Event event) {
        switch (event.name()) {
            case "OrderAccepted" -> accepted(event);
            case "OrderExecuted" -> executed(event);
            case "OrderCancelled" -> ended(event, event.text("reason"));
            case "OrderExpired" -> expired(event);
            case "OrderAmended" -> amended(event);
            case "InstrumentDefined" -> defined(event);
            case "InstrumentStateChanged" -> states.put(event.integer("instrument"), event.text("state"));
            default -> {
            }
        }
    }

    private void defined(final Event event) {
        final int instrument = event.integer("instrument");
        states.put(instrument, event.text("state"));
        bids.put(instrument, new TreeSet<>(LedgerOrder.PRIORITY));
        asks.put(instrument, new TreeSet<>(LedgerOrder.PRIORITY));
    }

    private void accepted(final Event event) {
        final LedgerOrder order = new LedgerOrder(event, event.clientId(), ++ranks);
        require("ID-1 order ids", everUsed.add(order.id) && order.id >>> 48 == event.number("partition"),
            "order id used before, or of another partition", event);
        named(order, event);
        live.put(order.id, order);
        taker = order;
        takerEntersHere = true;
        touched.add(order.instrument);
    }

    private void named(final LedgerOrder order, final Event event) {
        require("ID-2 client ids", !order.clientId.isNone() && clientIds.add(order.ownersName()),
            "client order id in use", event);
    }

    private LedgerOrder order(final Event event) {
        final LedgerOrder order = live.get(event.number("orderId"));
        require("I13", order != null, "no such live order", event);
        require("I13", order.session == event.number("session") && order.clientId.equals(event.clientId())
            || event.is("OrderAmended"), "another's order", event);
        touched.add(order.instrument);
        return order;
    }

    private void executed(final Event event) {
        final LedgerOrder order = order(event);
        if ("TAKER".equals(event.text("liquidity"))) {
            require("I14", order == taker && takersFill == null, "taker's fill out of turn", event);
            takersFill = event;
        } else {
            trade(order, event);
            takersFill = null;
        }
        fill(order, event);
    }

    private void fill(final LedgerOrder order, final Event event) {
        order.executed += event.number("quantity");
        require("I13", event.number("quantity") > 0 && order.open() >= 0
            && order.open() == event.number("leavesQuantity")
            && order.executed == event.number("executedQuantity"), "quantities of " + order, event);
        if (order.open() == 0) {
            finish(order);
        }
    }

    private void trade(final LedgerOrder maker, final Event event) {
        require("I14", takersFill != null && !event.text("side").equals(takersFill.text("side"))
            && event.number("price") == takersFill.number("price")
            && event.number("quantity") == takersFill.number("quantity")
            && event.number("tradeId") == takersFill.number("tradeId")
            && event.number("instrument") == takersFill.number("instrument"), "two sides differ", event);
        final long expected = tradeIds.merge(maker.instrument, 1L, Long::sum);
        require("I14", event.number("tradeId") == expected, "trade id not " + expected, event);
        final TreeSet<LedgerOrder> side = side(maker);
        require("I17", !side.isEmpty() && side.first() == maker, "an order passed: " + side, event);
        require("I18", event.number("price") == maker.price, "not the maker's price", event);
        require("I18", taker.isMarket() || (taker.buy ? taker.price >= maker.price : taker.price <= maker.price),
            "beyond the taker's limit", event);
        require("I19 post-only", !taker.postOnly, "a post-only order took", event);
    }

    private void ended(final Event event, final String reason) {
        final LedgerOrder order = order(event);
        require("I13", event.number("quantity") == order.open() && order.open() > 0
            && event.number("executedQuantity") == order.executed && event.number("price") == order.price,
            "quantities or price of " + order, event);
        require("I19 reasons", !event.is("OrderCancelled") || order != taker || !takerEntersHere, reason, event);
        order.ended += event.number("quantity");
        finish(order);
    }

    private void expired(final Event event) {
        final String reason = event.text("reason");
        final LedgerOrder order = order(event);
        require("I19 time in force", order == taker && takerEntersHere, "a resting order expired", event);
        final String expected = "FOK".equals(order.timeInForce) ? "FILL_OR_KILL"
            : order.isMarket() ? "MARKET_REMAINDER" : "IMMEDIATE_OR_CANCEL";
        require("I19 time in force", reason.equals(expected), "not " + expected, event);
        require("I19 fill or kill", !"FOK".equals(order.timeInForce) || order.executed == 0, "filled in part", event);
        ended(event, reason);
    }

    private void amended(final Event event) {
        final LedgerOrder order = order(event);
        final boolean kept = event.flag("priorityKept");
        final boolean keeps = event.number("price") == order.price && event.number("quantity") <= order.original;
        require("I17 amends", kept == keeps, "priority of " + order, event);
        side(order).remove(order);
        clientIds.remove(order.ownersName());
        order.clientId = event.clientId();
        named(order, event);
        order.price = event.number("price");
        order.original = event.number("quantity");
        require("I13", order.open() == event.number("leavesQuantity") && order.open() > 0, "leaves", event);
        if (kept) {
            side(order).add(order);
        } else {
            order.rank = ++ranks;
            taker = order;
            takerEntersHere = false;
        }
    }

    private void finish(final LedgerOrder order) {
        require("I13", order.original == order.executed + order.ended, "finished " + order, null);
        live.remove(order.id);
        clientIds.remove(order.ownersName());
        side(order).remove(order);
    }

    private void settleTaker() {
        if (taker != null && live.containsKey(taker.id)) {
            require("I19 time in force", !taker.isMarket() && "GTC".equals(taker.timeInForce), "rests: " + taker, null);
            require("I17", notMarketable(taker), "rests though marketable: " + taker, null);
            side(taker).add(taker);
        }
    }

    private boolean notMarketable(final LedgerOrder order) {
        final TreeSet<LedgerOrder> opposite = (order.buy ? asks : bids).get(order.instrument);
        return opposite.isEmpty()
            || (order.buy ? opposite.first().price > order.price : opposite.first().price < order.price);
    }

    private TreeSet<LedgerOrder> side(final LedgerOrder order) {
        return (order.buy ? bids : asks).get(order.instrument);
    }

    void compareBooks(final IntFunction<BookView> books, final boolean all) {
        for (final int instrument : all ? states.keySet() : touched) {
            final BookView book = books.apply(instrument);
            compareSide(book, Side.BUY, bids.get(instrument));
            compareSide(book, Side.SELL, asks.get(instrument));
            uncrossed(instrument, book);
        }
    }

    private void uncrossed(final int instrument, final BookView book) {
        if ("CONTINUOUS".equals(states.get(instrument)) && book.levels(Side.BUY) > 0 && book.levels(Side.SELL) > 0) {
            require("I16", book.price(Side.BUY, 0) < book.price(Side.SELL, 0), "crossed or locked", null);
        }
    }

    private void compareSide(final BookView book, final Side side, final Collection<LedgerOrder> orders) {
        int level = -1;
        long price = 0;
        long total = 0;
        int count = 0;
        for (final LedgerOrder order : orders) {
            if (level < 0 || order.price != price) {
                compareLevel(book, side, level, price, total, count);
                level++;
                price = order.price;
                total = 0;
                count = 0;
            }
            total = total + order.open() < 0 ? Long.MAX_VALUE : total + order.open();
            count++;
        }
        compareLevel(book, side, level, price, total, count);
        require("I20", book.levels(side) == level + 1, "levels " + book.levels(side) + " not " + (level + 1), null);
    }

    private void compareLevel(
        final BookView book, final Side side, final int level, final long price, final long total, final int count) {
        if (level >= 0) {
            require("I20", level < book.levels(side), "too few levels of " + side, null);
            require("I20", book.price(side, level) == price && book.quantity(side, level) == total
                && book.orders(side, level) == count, side + " level " + level + ": " + count + " orders, " + total
                + " at " + price, null);
        }
    }

    List<Long> restingIds() {
        return states.keySet().stream().flatMap(instrument ->
            Stream.of(bids, asks).flatMap(books -> books.get(instrument).stream())).map(o -> o.id)
            .toList();
    }

    private void require(final String invariant, final boolean holds, final String what, final Event event) {
        tally.count("check " + invariant);
        if (!holds) {
            throw new AssertionError(invariant + " violated: " + what + (event == null ? "" : " at " + event));
        }
    }
}
