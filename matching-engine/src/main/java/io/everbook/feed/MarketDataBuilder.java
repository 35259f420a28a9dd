package io.everbook.feed;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EverbookException;
import io.everbook.api.JournalRecord;
import io.everbook.protocol.FeedChannel;

import java.util.List;

/**
 * Makes market data of records (MDT-1): one packet after another on each channel, as the schema draws them. What comes
 * out, bytes and numbers, is a function of the records alone, so that every site makes the same. Only what the journal
 * holds is told, so it is committed.
 *
 * <p>It takes every record from the first on, or from a saved state on. One thread; allocates nothing in steady state.
 */
public final class MarketDataBuilder {
    private static final FeedChannel[] CHANNELS = {FeedChannel.TOP, FeedChannel.LEVELS, FeedChannel.ORDERS};

    private final EventDispatcher dispatcher = new EventDispatcher();
    private final RecordPacker[] channels = new RecordPacker[CHANNELS.length];
    private final BookKeeper books;
    private final int partition;
    private long sequence;
    private long chain;

    /**
     * Creates it before the first record.
     *
     * @param partition of the journal.
     * @param sink      takes the packets, on the thread that hands in records.
     */
    public MarketDataBuilder(final int partition, final PacketSink sink) {
        this.partition = partition;
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new RecordPacker(partition, CHANNELS[i], sink);
        }
        books = new BookKeeper(channels);
    }

    /**
     * Takes a record, and gives the sink the packets that it brings.
     *
     * @param record of the next sequence.
     * @throws EverbookException if it is another one, or doesn't fit those before it.
     */
    public void onRecord(final JournalRecord record) {
        if (record.sequence() != sequence + 1) {
            throw new EverbookException("market data is at sequence " + sequence + ", and can't take "
                + record.sequence() + ": every record is needed, in order");
        }
        sequence = record.sequence();
        chain = record.checksum();
        for (final RecordPacker channel : channels) {
            channel.begin(record);
        }
        books.begin(sequence, record.timeNs());
        dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), books);
        books.end();
        for (final RecordPacker channel : channels) {
            channel.end();
        }
    }

    /**
     * The newest record taken.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The newest packet of a channel.
     *
     * @param channel which.
     * @return 0 before the first.
     */
    public long packetNumber(final FeedChannel channel) {
        return channel(channel).packetNumber();
    }

    /**
     * Encodes how far a channel has got, for its receivers to see what they miss.
     *
     * @param channel which.
     * @param sink    takes one FeedHeartbeat.
     */
    public void heartbeat(final FeedChannel channel, final PacketSink sink) {
        channel(channel).heartbeat(sink);
    }

    int partition() {
        return partition;
    }

    /**
     * The checksum of the newest record taken.
     */
    long chain() {
        return chain;
    }

    void restore(final long savedSequence, final long savedChain) {
        sequence = savedSequence;
        chain = savedChain;
    }

    BookKeeper books() {
        return books;
    }

    RecordPacker channel(final FeedChannel channel) {
        return channels[channel.value() - 1];
    }

    List<InstrumentFeed> instruments() {
        return books.instruments();
    }
}
