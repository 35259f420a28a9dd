package io.everbook.cli.replay;

import io.everbook.protocol.Side;

import java.nio.file.Path;
import java.util.List;

/**
 * A row of a flow file; its place from 0 is its sequence in the report.
 *
 * @param type              what is asked.
 * @param orderId           the sender's.
 * @param side              of the order.
 * @param price             its limit, for a modify the new one.
 * @param quantity          to enter, for a modify the new open quantity.
 * @param immediateOrCancel of a new order.
 */
record FlowRow(Type type, long orderId, Side side, long price, long quantity, boolean immediateOrCancel) {
    private static final String HEADING = "type,order_id,side,price,qty,ioc";

    /**
     * What a row asks; the letters are the file's.
     */
    enum Type {
        /** A new limit order. */
        N,
        /** A cancel. */
        C,
        /** A modify to a price and quantity. */
        M
    }

    static List<FlowRow> read(final Path file) {
        return CsvFile.read(file, HEADING, FlowRow::of);
    }

    private static FlowRow of(final String[] columns) {
        return new FlowRow(
            Type.valueOf(columns[0]),
            Long.parseLong(columns[1]),
            OrderRow.side(columns[2]),
            Long.parseLong(columns[3]),
            Long.parseLong(columns[4]),
            "1".equals(columns[5]));
    }
}
