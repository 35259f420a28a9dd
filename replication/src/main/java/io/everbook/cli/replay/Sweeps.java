package io.everbook.cli.replay;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Compares aggressors: consecutive IOCs of one time and side are one sweep, whose fills the source sometimes prints out
 * of order, so that the sets of (resting order, quantity) are what must be equal. A trade that belongs to no sweep is a
 * difference.
 */
final class Sweeps {
    private final Long2LongHashMap open = new Long2LongHashMap(0);
    private final LongHashSet aggressors = new LongHashSet();
    private final Differences differences;
    private OrderRow last;
    private long compared;
    private long equal;

    Sweeps(final Differences differences) {
        this.differences = differences;
    }

    /**
     * The next row is about to be sent.
     *
     * @param row of the orders file.
     */
    void onRow(final OrderRow row) {
        if (last != null && !last.sameSweep(row)) {
            end();
        }
        if (row.action() == OrderRow.Action.IOC) {
            aggressors.add(row.orderId());
            add(row.resting(), row.quantity());
            last = row;
        }
    }

    /**
     * A trade happened.
     *
     * @param resting   the maker.
     * @param quantity  that was exchanged.
     * @param aggressor the taker.
     */
    void onTrade(final long resting, final long quantity, final long aggressor) {
        if (aggressors.contains(aggressor)) {
            add(resting, -quantity);
        } else {
            differences.add("order " + aggressor + " is no IOC and traded " + quantity + " with order " + resting);
        }
    }

    /**
     * No row follows the last one's sweep.
     */
    void end() {
        if (last == null) {
            return;
        }
        compared++;
        if (open.isEmpty()) {
            equal++;
        } else {
            differences.add("sweep ending at message " + last.message() + ", recorded less traded by resting order: "
                + open);
        }
        open.clear();
        aggressors.clear();
        last = null;
    }

    long compared() {
        return compared;
    }

    long equal() {
        return equal;
    }

    private void add(final long resting, final long quantity) {
        final long sum = open.get(resting) + quantity;
        if (sum == 0) {
            open.remove(resting);
        } else {
            open.put(resting, sum);
        }
    }
}
