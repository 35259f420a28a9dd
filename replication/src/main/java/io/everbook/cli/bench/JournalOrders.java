package io.everbook.cli.bench;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.OrderAcceptedDecoder;
import java.nio.file.Path;

/**
 * The orders that a journal tells of: how many were accepted, and by which ids the newest of them are known. Not thread
 * safe.
 */
final class JournalOrders {
    /** So many orders, fewer than an outcome store keeps past their end unless told otherwise. */
    private static final int KEPT = 1 << 17;

    private final long[] ids = new long[KEPT];
    private final int[] sessions = new int[KEPT];
    private final long[] highs = new long[KEPT];
    private final long[] lows = new long[KEPT];
    private long count;
    private long lastSequence;

    private JournalOrders() {
    }

    /**
     * Reads a journal from end to end.
     *
     * @param directory of the journal.
     * @return its orders.
     */
    static JournalOrders read(final Path directory) {
        final JournalOrders orders = new JournalOrders();
        try (JournalReader reader = JournalReader.open(directory)) {
            orders.readAll(reader);
        }
        return orders;
    }

    private void readAll(final JournalReader reader) {
        final EventDispatcher dispatcher = new EventDispatcher();
        final RecordView record = new RecordView();
        final EventListener listener = listener();
        while (reader.next(record)) {
            lastSequence = record.sequence();
            dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), listener);
        }
    }

    private EventListener listener() {
        return new EventListener() {
            @Override
            public void onOrderAccepted(final OrderAcceptedDecoder event) {
                keep(event);
            }
        };
    }

    private void keep(final OrderAcceptedDecoder event) {
        final int place = (int) (count % KEPT);
        ids[place] = event.orderId();
        sessions[place] = event.header().session();
        highs[place] = event.clientOrderId().high();
        lows[place] = event.clientOrderId().low();
        count++;
    }

    /** The sequence of the journal's last record. */
    long lastSequence() {
        return lastSequence;
    }

    /** How many orders were accepted. */
    long count() {
        return count;
    }

    /** How many of them are known by their ids here; their places are from 0. */
    int kept() {
        return (int) Math.min(count, KEPT);
    }

    long id(final int place) {
        return ids[place];
    }

    int session(final int place) {
        return sessions[place];
    }

    long high(final int place) {
        return highs[place];
    }

    long low(final int place) {
        return lows[place];
    }
}
