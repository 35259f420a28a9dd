package io.everbook.cli.replay;

import io.everbook.protocol.Side;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Price-time matching as plainly as can be: one list a side, sorted again after every entry. It answers flow rows with
 * the lines of the canonical report, knowing nothing of the exchange it is compared with.
 */
final class NaiveExchange {
    private final List<Resting> bids = new ArrayList<>();
    private final List<Resting> asks = new ArrayList<>();
    private final List<String> report = new ArrayList<>();
    private int sequence;

    private static final class Resting {
        private final long id;
        private final long price;
        private long quantity;

        private Resting(final long id, final long price, final long quantity) {
            this.id = id;
            this.price = price;
            this.quantity = quantity;
        }
    }

    void apply(final FlowRow row) {
        switch (row.type()) {
            case N -> enter(row);
            case C -> cancel(row);
            case M -> modify(row);
            default -> throw new AssertionError(row);
        }
        sequence++;
    }

    int reports() {
        return report.size();
    }

    int resting() {
        return bids.size() + asks.size();
    }

    String sha256() throws NoSuchAlgorithmException {
        final String text = report.stream().sorted(Comparator.comparingInt(NaiveExchange::sequenceOf)
            .thenComparingInt(line -> line.charAt(0))).collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The best price and the quantity at it, as a level of a book file has it; zeros where the side is empty. */
    String best(final Side side) {
        final List<Resting> orders = own(side);
        if (orders.isEmpty()) {
            return "0,0";
        }
        final long price = orders.get(0).price;
        return price + "," + orders.stream().filter(order -> order.price == price).mapToLong(o -> o.quantity).sum();
    }

    private void enter(final FlowRow row) {
        say("0", digit(row.side()), row.orderId(), row.price(), row.quantity());
        final long rest = match(row.orderId(), row.side(), row.price(), row.quantity());
        if (rest > 0 && row.immediateOrCancel()) {
            say("2", digit(row.side()), row.orderId(), row.price());
        } else if (rest > 0) {
            add(row.side(), new Resting(row.orderId(), row.price(), rest));
        }
    }

    private void cancel(final FlowRow row) {
        final Resting gone = remove(row.orderId());
        if (gone == null) {
            say("4", row.orderId());
        } else {
            say("2", digit(row.side()), row.orderId(), gone.price);
        }
    }

    private void modify(final FlowRow row) {
        if (remove(row.orderId()) == null) {
            say("5", row.orderId());
            return;
        }
        say("3", digit(row.side()), row.orderId(), row.price(), row.quantity());
        final long rest = match(row.orderId(), row.side(), row.price(), row.quantity());
        if (rest > 0) {
            add(row.side(), new Resting(row.orderId(), row.price(), rest));
        }
    }

    private long match(final long taker, final Side side, final long limit, final long quantity) {
        long open = quantity;
        final Iterator<Resting> others = own(side == Side.BUY ? Side.SELL : Side.BUY).iterator();
        while (open > 0 && others.hasNext()) {
            final Resting maker = others.next();
            if (side == Side.BUY ? maker.price > limit : maker.price < limit) {
                break;
            }
            final long traded = Math.min(open, maker.quantity);
            say("1", maker.price, traded, maker.id, taker);
            open -= traded;
            maker.quantity -= traded;
            if (maker.quantity == 0) {
                others.remove();
            }
        }
        return open;
    }

    private void add(final Side side, final Resting order) {
        final Comparator<Resting> byPrice = Comparator.comparingLong(resting -> resting.price);
        own(side).add(order);
        own(side).sort(side == Side.BUY ? byPrice.reversed() : byPrice);
    }

    private Resting remove(final long id) {
        for (final List<Resting> orders : List.of(bids, asks)) {
            for (final Resting order : orders) {
                if (order.id == id) {
                    orders.remove(order);
                    return order;
                }
            }
        }
        return null;
    }

    private List<Resting> own(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private void say(final String kind, final long... columns) {
        final StringBuilder line = new StringBuilder(kind).append(',').append(sequence);
        for (final long column : columns) {
            line.append(',').append(column);
        }
        report.add(line.toString());
    }

    private static int digit(final Side side) {
        return side == Side.BUY ? 0 : 1;
    }

    private static int sequenceOf(final String line) {
        return Integer.parseInt(line.split(",", 3)[1]);
    }
}
