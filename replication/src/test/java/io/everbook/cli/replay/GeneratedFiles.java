package io.everbook.cli.replay;

import io.everbook.protocol.Side;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Seeded flow in the recordings' formats, with the answer by {@link NaiveExchange}.
 */
final class GeneratedFiles {
    private static final int MESSAGES = 4_000;
    private static final long MIDDLE = 10_000;

    private final Random random;
    private final List<FlowRow> rows = new ArrayList<>();

    GeneratedFiles(final long seed) {
        random = new Random(seed);
        for (int i = 0; i < MESSAGES; i++) {
            rows.add(row(i));
        }
    }

    /** Writes the flow file and gives back the exchange that has answered it. */
    NaiveExchange writeFlow(final Path file) throws IOException {
        final NaiveExchange exchange = new NaiveExchange();
        final List<String> lines = new ArrayList<>(List.of("type,order_id,side,price,qty,ioc"));
        for (final FlowRow row : rows) {
            exchange.apply(row);
            lines.add(String.join(",", row.type().name(), "" + row.orderId(), letter(row.side()), "" + row.price(),
                "" + row.quantity(), row.immediateOrCancel() ? "1" : "0"));
        }
        Files.write(file, lines);
        return exchange;
    }

    /** Writes passive orders and cancels as an orders file, and the book after each as a book file. */
    int writeOrders(final Path orders, final Path book) throws IOException {
        final NaiveExchange exchange = new NaiveExchange();
        final List<String> lines = new ArrayList<>(
            List.of("msg_index,time,action,order_id,side,price,qty,expect_resting_id"));
        final List<String> books = new ArrayList<>();
        for (final FlowRow row : rows) {
            if (row.type() == FlowRow.Type.N) {
                final FlowRow passive = passive(row);
                exchange.apply(passive);
                lines.add(books.size() + ",1.0,NEW," + passive.orderId() + "," + letter(passive.side()) + ","
                    + passive.price() + "," + passive.quantity() + ",");
                books.add(exchange.best(Side.SELL) + "," + exchange.best(Side.BUY));
            }
        }
        Files.write(orders, lines);
        Files.write(book, books);
        return books.size();
    }

    private static FlowRow passive(final FlowRow row) {
        final long away = Math.abs(row.price() - MIDDLE) + 1;
        final long price = row.side() == Side.BUY ? MIDDLE - away : MIDDLE + away;
        return new FlowRow(row.type(), row.orderId(), row.side(), price, row.quantity(), false);
    }

    private FlowRow row(final int number) {
        final int kind = number < 20 ? 0 : random.nextInt(10);
        final FlowRow.Type type = kind < 6 ? FlowRow.Type.N : kind < 9 ? FlowRow.Type.C : FlowRow.Type.M;
        final FlowRow named = type == FlowRow.Type.N ? null : rows.get(random.nextInt(rows.size()));
        final long price = MIDDLE + random.nextInt(41) - 20;
        return named == null
            ? new FlowRow(type, number, random.nextBoolean() ? Side.BUY : Side.SELL, price, 1 + random.nextInt(100),
                random.nextInt(8) == 0)
            : new FlowRow(type, named.orderId(), named.side(), price, 101 + random.nextInt(100), false);
    }

    private static String letter(final Side side) {
        return side == Side.BUY ? "B" : "S";
    }
}
