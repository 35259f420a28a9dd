package io.everbook.cli.journal;

import io.everbook.engine.BookView;
import io.everbook.engine.MatchingEngine;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OrderStateDecoder;
import io.everbook.protocol.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What an engine holds, for a person and for a program: books, sessions, participants and connections. Taken from the
 * records of its snapshot, so that every field they have is shown.
 */
final class EngineView {
    private static final String INSTRUMENT = "InstrumentRecord";
    private static final String ORDER = "OrderState";
    private static final Map<String, String> TABLES = Map.of("SessionState", "sessions",
        "ParticipantState", "participants", "ConnectionState", "connections", INSTRUMENT, "instruments");

    private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Schema schema;
    private final MatchingEngine engine;
    private final Integer instrument;
    private final boolean orders;

    /**
     * Takes the view.
     *
     * @param schema     to decode by.
     * @param engine     that is shown, in its present state.
     * @param instrument whose book alone is wanted; null: every one's.
     * @param orders     whether each order of the books is wanted.
     */
    EngineView(final Schema schema, final MatchingEngine engine, final Integer instrument, final boolean orders) {
        this.schema = schema;
        this.engine = engine;
        this.instrument = instrument;
        this.orders = orders;
        List.of("instruments", "sessions", "participants", "connections")
            .forEach(table -> tables.put(table, new ArrayList<>()));
        engine.writeSnapshot(this::take);
        tables.get("instruments").removeIf(each -> !isWanted(each));
    }

    private void take(final DirectBuffer buffer, final int offset, final int length) {
        if (header.wrap(buffer, offset).templateId() == OrderStateDecoder.TEMPLATE_ID && !orders) {
            return;
        }
        final DecodedMessage message = schema.message(buffer, offset, length);
        final String table = TABLES.get(message.name());
        if (table != null) {
            final Map<String, Object> row = row(message);
            tables.get(table).add(row);
            if (INSTRUMENT.equals(message.name())) {
                addBook(row);
            }
        } else if (ORDER.equals(message.name())) {
            addOrder(row(message));
        }
    }

    private static Map<String, Object> row(final DecodedMessage message) {
        final Map<String, Object> row = message.toJson();
        row.remove("message");
        return row;
    }

    private boolean isWanted(final Map<String, Object> row) {
        return instrument == null || instrument.longValue() == (Long) row.get("instrument");
    }

    private void addBook(final Map<String, Object> row) {
        final BookView book = engine.book(((Long) row.get("instrument")).intValue());
        row.put("bids", levels(book, Side.BUY));
        row.put("asks", levels(book, Side.SELL));
        if (orders) {
            row.put("orders", new ArrayList<>());
        }
    }

    private static List<Level> levels(final BookView book, final Side side) {
        final List<Level> levels = new ArrayList<>();
        for (int i = 0; i < book.levels(side); i++) {
            levels.add(new Level(book.price(side, i), book.quantity(side, i), book.orders(side, i)));
        }
        return levels;
    }

    private void addOrder(final Map<String, Object> order) {
        final List<Map<String, Object>> instruments = tables.get("instruments");
        final Map<String, Object> book = instruments.get(instruments.size() - 1);
        if (isWanted(book)) {
            ordersOf(book).add(order);
        }
    }

    @SuppressWarnings("unchecked") // put there by addBook alone
    private static List<Map<String, Object>> ordersOf(final Map<String, Object> book) {
        return (List<Map<String, Object>>) book.get("orders");
    }

    /**
     * The tables by name.
     *
     * @return {@code instruments} with their books, {@code sessions}, {@code participants}, {@code connections}.
     */
    Map<String, List<Map<String, Object>>> tables() {
        return tables;
    }

    /**
     * The tables in words.
     *
     * @param depth how many levels of each side.
     * @return the lines.
     */
    List<String> lines(final int depth) {
        final List<String> lines = new ArrayList<>();
        tables.get("instruments").forEach(each -> {
            lines.add("");
            lines.add("Instrument " + withoutBook(each));
            addLevels(lines, levelsOf(each, "bids"), levelsOf(each, "asks"), depth);
            if (orders) {
                ordersOf(each).forEach(order -> lines.add("  order " + text(order)));
            }
        });
        lines.add("");
        tables.get("sessions").forEach(each -> lines.add("Session " + text(each)));
        tables.get("participants").forEach(each -> lines.add("Participant " + text(each)));
        tables.get("connections").forEach(each -> lines.add("Connection " + text(each)));
        return lines;
    }

    private static String withoutBook(final Map<String, Object> each) {
        final Map<String, Object> fields = new LinkedHashMap<>(each);
        fields.keySet().removeAll(List.of("bids", "asks", "orders"));
        return text(fields);
    }

    private static String text(final Map<String, Object> fields) {
        final StringBuilder line = new StringBuilder();
        DecodedMessage.forEach("", fields, (path, value) ->
            line.append(line.length() == 0 ? "" : " ").append(path).append('=').append(DecodedMessage.text(value)));
        return line.toString();
    }

    private static List<?> levelsOf(final Map<String, Object> instrument, final String side) {
        return (List<?>) instrument.get(side);
    }

    private static void addLevels(
        final List<String> lines, final List<?> bids, final List<?> asks, final int depth) {
        lines.add(String.format("  %8s %16s %16s | %-16s %16s %8s", "orders", "quantity", "bid", "ask", "quantity",
            "orders"));
        final int shown = Math.min(depth, Math.max(bids.size(), asks.size()));
        for (int i = 0; i < shown; i++) {
            lines.add("  " + (i < bids.size() ? ((Level) bids.get(i)).bid() : " ".repeat(42)) + " | "
                + (i < asks.size() ? ((Level) asks.get(i)).ask() : ""));
        }
        final int deepest = Math.max(bids.size(), asks.size());
        if (deepest > shown) {
            lines.add("  and as far as level " + deepest);
        }
    }

    private record Level(long price, long quantity, int orders) {
        String bid() {
            return String.format("%8d %16d %16d", orders, quantity, price);
        }

        String ask() {
            return String.format("%-16d %16d %8d", price, quantity, orders);
        }
    }
}
