package io.everbook.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Orders by a seed in the form of a recording, with the book after each by a plain list of orders.
 */
final class GeneratedDay {
    private static final int DEPTH = 3;
    private static final long MIDDLE = 10_000;

    private final Map<Long, long[]> orders = new TreeMap<>();
    private final List<String> commands = new ArrayList<>(List.of("msg_index,time,action,order_id,side,price,qty,x"));
    private final List<String> books = new ArrayList<>();
    private final Random random;
    private long lastId;

    private GeneratedDay(final long seed) {
        random = new Random(seed);
    }

    static RecordedDay write(final Path directory, final long seed, final int messages) {
        final GeneratedDay day = new GeneratedDay(seed);
        for (int i = 0; i < messages; i++) {
            day.message(i);
        }
        try {
            return new RecordedDay(Files.write(directory.resolve("orders.csv"), day.commands),
                Files.write(directory.resolve("book.csv"), day.books));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void message(final int number) {
        final int dice = random.nextInt(10);
        if (dice < 6 || orders.isEmpty()) {
            enter(number);
        } else if (dice < 8) {
            final long id = pick();
            write(number, "CANCEL", id, orders.remove(id));
        } else if (dice < 9) {
            reduce(number);
        } else {
            hit(number);
        }
        books.add(book());
    }

    private void enter(final int number) {
        final boolean buy = random.nextBoolean();
        final long best = buy ? best(false) : best(true);
        final long wanted = MIDDLE + random.nextInt(40) - 20;
        final long price = best == 0 ? wanted : buy ? Math.min(wanted, best - 1) : Math.max(wanted, best + 1);
        final long[] order = {buy ? 1 : 0, price, 1 + random.nextInt(100)};
        orders.put(++lastId, order);
        write(number, "NEW", lastId, order);
    }

    private void reduce(final int number) {
        final long id = pick();
        final long[] order = orders.get(id);
        final long off = 1 + random.nextInt((int) order[2]);
        write(number, "REDUCE", id, new long[] {order[0], order[1], off});
        order[2] -= off;
        orders.values().removeIf(rest -> rest[2] == 0);
    }

    private void hit(final int number) {
        final long id = orders.entrySet().stream()
            .min(Comparator.comparingLong((Map.Entry<Long, long[]> e) -> e.getValue()[0] == 1
                ? -e.getValue()[1] : e.getValue()[1]).thenComparingLong(Map.Entry::getKey)).orElseThrow().getKey();
        final long[] order = orders.get(id);
        final long quantity = 1 + random.nextInt((int) order[2]);
        write(number, "IOC", ++lastId, new long[] {1 - order[0], order[1], quantity});
        order[2] -= quantity;
        orders.values().removeIf(rest -> rest[2] == 0);
    }

    private long pick() {
        final List<Long> ids = List.copyOf(orders.keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    private long best(final boolean buy) {
        final Collection<Long> prices = levels(buy).keySet();
        return prices.isEmpty() ? 0 : prices.iterator().next();
    }

    private TreeMap<Long, Long> levels(final boolean buy) {
        final Comparator<Long> order = buy ? Comparator.reverseOrder() : Comparator.naturalOrder();
        final TreeMap<Long, Long> levels = new TreeMap<>(order);
        orders.values().stream().filter(rest -> rest[0] == (buy ? 1 : 0))
            .forEach(rest -> levels.merge(rest[1], rest[2], Long::sum));
        return levels;
    }

    private String book() {
        final List<Map.Entry<Long, Long>> asks = List.copyOf(levels(false).entrySet());
        final List<Map.Entry<Long, Long>> bids = List.copyOf(levels(true).entrySet());
        final List<String> columns = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            columns.add(i < asks.size() ? asks.get(i).getKey() + "," + asks.get(i).getValue() : "9999999999,0");
            columns.add(i < bids.size() ? bids.get(i).getKey() + "," + bids.get(i).getValue() : "-9999999999,0");
        }
        return String.join(",", columns);
    }

    private void write(final int number, final String action, final long id, final long[] order) {
        commands.add(number + ",0," + action + ',' + id + ',' + (order[0] == 1 ? 'B' : 'S') + ',' + order[1] + ','
            + order[2] + ',');
    }
}
