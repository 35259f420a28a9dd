package io.everbook.feed;

import io.everbook.api.EverbookException;
import io.everbook.api.JournalReader;
import io.everbook.api.JournalRecord;
import io.everbook.protocol.FeedChannel;
import org.agrona.DirectBuffer;

import java.nio.file.Path;

/**
 * Follows a journal and publishes its market data: packets as records come, heartbeats, and the answers to those who
 * ask for packets again or for a snapshot. Runs on any site, in any process of it, with the same packets.
 *
 * <p>A snapshot is taken whole when it is first asked for, between two records, which takes about as long as its bytes
 * take to write; who has books so large that this hurts runs a second publisher for the answers. One thread; allocates
 * nothing in steady state but where a snapshot is larger than any before.
 */
public final class MarketDataPublisher {
    /** Bytes of packets held for retransmission on each channel, unless told otherwise. */
    public static final int RETRANSMISSION_BYTES_DEFAULT = 16 << 20;

    private final JournalReader reader;
    private final MarketDataBuilder builder;
    private final FeedAnswers answers;
    private final PacketSink live;
    private boolean silent;

    /**
     * Creates it before the journal's first record, with which {@link #poll} begins unless a saved state is restored.
     *
     * @param reader    of the journal, still the caller's to close; at its first record.
     * @param partition of the journal.
     * @param live      takes packets for everyone.
     */
    public MarketDataPublisher(final JournalReader reader, final int partition, final PacketSink live) {
        this(reader, partition, RETRANSMISSION_BYTES_DEFAULT, live);
    }

    /**
     * Creates it before the journal's first record.
     *
     * @param reader              of the journal, still the caller's to close; at its first record.
     * @param partition           of the journal.
     * @param retransmissionBytes of packets held for retransmission on each channel, a power of two.
     * @param live                takes packets for everyone.
     */
    public MarketDataPublisher(
        final JournalReader reader, final int partition, final int retransmissionBytes, final PacketSink live) {
        this.reader = reader;
        this.live = live;
        builder = new MarketDataBuilder(partition, this::publish);
        answers = new FeedAnswers(builder, partition, retransmissionBytes);
    }

    /**
     * Writes what it needs to go on from here to a file, whole or not at all, and forces it to the disk. A position
     * that is kept by name is the caller's to commit behind it.
     *
     * @param file to write or to replace.
     */
    public void save(final Path file) {
        SavedFeed.write(builder, file);
    }

    /**
     * Goes on from a file that was saved, instead of beginning with the journal's first record; to be called before any
     * record is taken. Packets from before are not held for retransmission.
     *
     * @param file that was saved.
     * @throws EverbookException if the file is damaged, or not of this journal.
     */
    public void restore(final Path file) {
        SavedFeed.read(file, builder);
        answers.restore();
        reader.seek(builder.sequence());
        final JournalRecord record = reader.next();
        if (record == null || record.checksum() != builder.chain()) {
            throw new EverbookException(file + " was not saved of this journal, which has another record "
                + builder.sequence() + ": remove it, and begin with the journal's first record");
        }
    }

    /**
     * Takes records that are there, without publishing what they bring: to be called first by who joins a market that
     * is under way. Their packets are held for retransmission.
     *
     * @param limit how many records at most.
     * @return how many there were; less than the limit when the journal's end is reached.
     */
    public int catchUp(final int limit) {
        silent = true;
        try {
            return poll(limit);
        } finally {
            silent = false;
        }
    }

    /**
     * Takes records that are there, and publishes what they bring.
     *
     * @param limit how many records at most.
     * @return how many there were.
     */
    public int poll(final int limit) {
        int taken = 0;
        while (taken < limit) {
            final JournalRecord record = reader.next();
            if (record == null) {
                break;
            }
            builder.onRecord(record);
            taken++;
        }
        return taken;
    }

    /**
     * Publishes a heartbeat on every channel. To be called at an interval, whatever was sent meanwhile.
     */
    public void heartbeat() {
        builder.heartbeat(FeedChannel.TOP, live);
        builder.heartbeat(FeedChannel.LEVELS, live);
        builder.heartbeat(FeedChannel.ORDERS, live);
    }

    /**
     * Answers a request, if it is one that can be read and is of this partition.
     *
     * @param buffer holding it.
     * @param offset of its message header.
     * @param length in bytes.
     * @param answer takes the packets for the one who asked.
     * @return whether it was answered.
     */
    public boolean onRequest(final DirectBuffer buffer, final int offset, final int length, final PacketSink answer) {
        return answers.onRequest(buffer, offset, length, answer);
    }

    /**
     * The newest record taken.
     *
     * @return 0 before the first.
     */
    public long sequence() {
        return builder.sequence();
    }

    private void publish(
        final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        answers.hold(channel, buffer, offset, length);
        if (!silent) {
            live.packet(channel, buffer, offset, length);
        }
    }
}
