package io.everbook.feed;

import io.everbook.api.EverbookException;
import io.everbook.api.Xxh64;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedInstrumentDecoder;
import io.everbook.protocol.FeedSavedDecoder;
import io.everbook.protocol.FeedSavedInstrumentDecoder;
import io.everbook.protocol.FeedSavedOrderDecoder;
import io.everbook.protocol.FeedStateDecoder;
import io.everbook.protocol.FeedStatisticsDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The file that keeps what a builder of market data needs to go on, as the schema draws it.
 */
final class SavedFeed {
    private static final int HASH_LENGTH = Long.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedSavedDecoder saved = new FeedSavedDecoder();
    private final FeedInstrumentDecoder instrument = new FeedInstrumentDecoder();
    private final FeedStateDecoder state = new FeedStateDecoder();
    private final FeedStatisticsDecoder statistics = new FeedStatisticsDecoder();
    private final FeedSavedInstrumentDecoder sequences = new FeedSavedInstrumentDecoder();
    private final FeedSavedOrderDecoder order = new FeedSavedOrderDecoder();
    private final MarketDataBuilder builder;
    private final UnsafeBuffer buffer;

    private SavedFeed(final MarketDataBuilder builder, final UnsafeBuffer buffer) {
        this.builder = builder;
        this.buffer = buffer;
    }

    static void write(final MarketDataBuilder builder, final Path file) {
        final Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (FileChannel channel = FileChannel.open(unfinished, CREATE, WRITE, TRUNCATE_EXISTING)) {
            final ByteBuffer bytes = new SavedFeedPacker(builder).pack();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(unfinished, file, ATOMIC_MOVE, REPLACE_EXISTING);
            forceDirectory(file);
        } catch (final IOException e) {
            throw new EverbookException("cannot save the state of market data to " + file + ": " + e, e);
        }
    }

    private static void forceDirectory(final Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
            directory.force(true);
        }
    }

    static void read(final Path file, final MarketDataBuilder builder) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes(file));
        final int end = buffer.capacity() - HASH_LENGTH;
        if (end < 0 || Xxh64.hash(buffer, 0, end, 0) != buffer.getLong(end, ByteOrder.LITTLE_ENDIAN)) {
            throw new EverbookException(file + " is damaged: remove it, and begin with the journal's first record");
        }
        if (builder.sequence() > 0) {
            throw new EverbookException("market data has begun already, at sequence " + builder.sequence());
        }
        new SavedFeed(builder, buffer).readParts(end);
    }

    private static byte[] bytes(final Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new EverbookException("cannot read the state of market data from " + file + ": " + e, e);
        }
    }

    private void readParts(final int end) {
        int offset = 0;
        while (offset < end) {
            saved.wrapAndApplyHeader(buffer, offset, header);
            readPart(offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength(), offset + saved.length());
            offset += saved.length();
        }
        restoreChannels();
        builder.instruments().forEach(InstrumentFeed::takeAsTold);
    }

    private void restoreChannels() {
        if (saved.partition() != builder.partition()) {
            throw new EverbookException("market data of partition " + builder.partition()
                + " can't go on from a state of partition " + saved.partition());
        }
        builder.restore(saved.sequence(), saved.chain());
        builder.channel(FeedChannel.TOP).restore(saved, saved.topPacket(), saved.topGeneration());
        builder.channel(FeedChannel.LEVELS).restore(saved, saved.levelsPacket(), saved.levelsGeneration());
        builder.channel(FeedChannel.ORDERS).restore(saved, saved.ordersPacket(), saved.ordersGeneration());
    }

    private void readPart(final int from, final int to) {
        int offset = from;
        while (offset < to) {
            header.wrap(buffer, offset);
            final int length = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            readMessage(offset);
            offset += length;
        }
    }

    private void readMessage(final int offset) {
        switch (header.templateId()) {
            case FeedInstrumentDecoder.TEMPLATE_ID -> read(instrument.wrapAndApplyHeader(buffer, offset, header));
            case FeedStateDecoder.TEMPLATE_ID -> read(state.wrapAndApplyHeader(buffer, offset, header));
            case FeedStatisticsDecoder.TEMPLATE_ID -> read(statistics.wrapAndApplyHeader(buffer, offset, header));
            case FeedSavedInstrumentDecoder.TEMPLATE_ID -> read(sequences.wrapAndApplyHeader(buffer, offset, header));
            case FeedSavedOrderDecoder.TEMPLATE_ID -> read(order.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new EverbookException(
                "a state of market data holds a message that this release doesn't know: " + header.templateId());
        }
    }

    private void read(final FeedInstrumentDecoder message) {
        final InstrumentFeed feed = new InstrumentFeed(message.header().instrument());
        feed.facts().define(message);
        builder.books().add(feed);
    }

    private void read(final FeedStateDecoder message) {
        find(message.header().instrument()).facts().state(message.state(), message.reason());
    }

    private void read(final FeedStatisticsDecoder message) {
        find(message.header().instrument()).facts().statistics().set(message);
    }

    private void read(final FeedSavedInstrumentDecoder message) {
        final InstrumentFeed feed = find(message.instrument());
        feed.sequence(FeedChannel.TOP, message.topSequence());
        feed.sequence(FeedChannel.LEVELS, message.levelsSequence());
        feed.sequence(FeedChannel.ORDERS, message.ordersSequence());
    }

    private void read(final FeedSavedOrderDecoder message) {
        find(message.instrument()).orders().add(
            message.orderId(), message.displayId(), message.side(), message.price(), message.quantity());
    }

    private InstrumentFeed find(final int instrumentId) {
        return builder.books().find(instrumentId);
    }
}
