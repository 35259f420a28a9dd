package io.everbook.cli.replay;

import io.everbook.protocol.Side;

import java.nio.file.Path;
import java.util.List;

/**
 * A row of an orders file: one command, and for an immediate-or-cancel the resting order it is to hit.
 *
 * @param message  the number of the recorded message it belongs to; -1 before the first.
 * @param time     as written.
 * @param action   what is asked.
 * @param orderId  of the new order, or of the order named.
 * @param side     of that order.
 * @param price    its limit.
 * @param quantity to enter, or to take off.
 * @param resting  the order that an IOC is to hit; 0 on the others.
 */
record OrderRow(
    int message, String time, Action action, long orderId, Side side, long price, long quantity, long resting) {
    private static final String HEADING = "msg_index,time,action,order_id,side,price,qty";

    /**
     * What a row asks.
     */
    enum Action {
        /** A limit order. */
        NEW,
        /** A limit order that came into the window of the recording. */
        SEED,
        /** The aggressor of a recorded execution. */
        IOC,
        /** Ends an order. */
        CANCEL,
        /** Takes quantity off, priority kept. */
        REDUCE,
        /** Takes off quantity that left the window of the recording. */
        PURGE,
        /** Takes off what was executed out of priority at the source. */
        XEXEC
    }

    static List<OrderRow> read(final Path file) {
        return CsvFile.read(file, HEADING, OrderRow::of);
    }

    /**
     * The largest tick that every price is a whole number of.
     *
     * @param rows of a file.
     * @return the tick, in the file's price unit.
     */
    static long tick(final List<OrderRow> rows) {
        return rows.stream().mapToLong(OrderRow::price).reduce(0, OrderRow::greatestDivisor);
    }

    boolean sameSweep(final OrderRow next) {
        return action == Action.IOC && next.action == Action.IOC && side == next.side && time.equals(next.time);
    }

    static Side side(final String letter) {
        return switch (letter) {
            case "B" -> Side.BUY;
            case "S" -> Side.SELL;
            default -> throw new IllegalArgumentException("no side: " + letter);
        };
    }

    private static OrderRow of(final String[] columns) {
        return new OrderRow(
            Integer.parseInt(columns[0]),
            columns[1],
            Action.valueOf(columns[2]),
            Long.parseLong(columns[3]),
            side(columns[4]),
            Long.parseLong(columns[5]),
            Long.parseLong(columns[6]),
            columns.length < 8 || columns[7].isEmpty() ? 0 : Long.parseLong(columns[7]));
    }

    private static long greatestDivisor(final long a, final long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
