package io.everbook.feed;

import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.Side;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process that follows the market data stream, without an engine on its class path: takes frames from its standard
 * input, sends requests to its standard output, and writes its book after every event to a file for each channel.
 *
 * <p>A frame is its length and its bytes; one of length 0 is followed by the sequence to end at. Arguments: directory
 * of the files, levels to write.
 */
final class DayFollower {
    private static final ReceiverTimes PATIENT = new ReceiverTimes(
        TimeUnit.MICROSECONDS.toNanos(200), TimeUnit.MILLISECONDS.toNanos(50), 1_000);
    private static final String ENGINE = "io.everbook.engine.MatchingEngine";

    private final DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    private final DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    private final List<Channel> channels = new ArrayList<>();
    private long endAt = Long.MAX_VALUE;

    private DayFollower() {
    }

    /** Follows to the end that it is told of. */
    public static void main(final String[] args) throws IOException {
        try {
            Class.forName(ENGINE);
            System.exit(2);
        } catch (final ClassNotFoundException e) {
            new DayFollower().follow(Path.of(args[0]), Integer.parseInt(args[1]));
        }
    }

    private void follow(final Path directory, final int depth) throws IOException {
        for (final FeedChannel channel : LossyNetwork.channels()) {
            channels.add(new Channel(directory, channel, depth));
        }
        while (!channels.stream().allMatch(Channel::isThere)) {
            channels.forEach(Channel::poll);
            take();
        }
        channels.forEach(Channel::close);
    }

    private void take() throws IOException {
        final byte[] frame = in.readNBytes(in.readInt());
        if (frame.length == 0) {
            endAt = in.readLong();
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(frame);
        channels.forEach(channel -> channel.receiver.onPacket(buffer, 0, frame.length, System.nanoTime()));
    }

    private void request(final DirectBuffer buffer, final int offset, final int length) {
        try {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            out.writeInt(length);
            out.write(bytes);
            out.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Channel implements MarketDataListener {
        private final MarketDataReceiver receiver;
        private final PrintWriter file;
        private final int depth;

        private Channel(final Path directory, final FeedChannel id, final int depth) throws IOException {
            this.depth = depth;
            file = new PrintWriter(directory.resolve(id + ".txt").toFile());
            receiver = new MarketDataReceiver(1, id, PATIENT, this,
                (channel, buffer, offset, length) -> request(buffer, offset, length));
        }

        private void poll() {
            receiver.poll(System.nanoTime());
        }

        private boolean isThere() {
            return receiver.state() == ReceiverState.FOLLOWING && receiver.sequence() >= endAt;
        }

        @Override
        public void onEndOfEvent(final long sequence, final long timeNs) {
            final FollowedInstrument instrument = receiver.instrument(DayPlayer.INSTRUMENT);
            if (instrument != null) {
                file.println(sequence + " " + digest(instrument.book()) + levels(instrument.book()));
            }
        }

        private String levels(final FeedBook book) {
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                append(text, book, Side.SELL, i);
                append(text, book, Side.BUY, i);
            }
            return text.toString();
        }

        private static void append(final StringBuilder text, final FeedBook book, final Side side, final int level) {
            final boolean there = level < book.levels(side);
            RecordedDay.append(text, there ? book.price(side, level) : 0, there ? book.quantity(side, level) : 0);
        }

        private static long digest(final FeedBook book) {
            long digest = 0;
            for (final Side side : List.of(Side.BUY, Side.SELL)) {
                for (int i = 0; i < book.levels(side); i++) {
                    digest = ((digest * 31 + book.price(side, i)) * 31 + book.quantity(side, i)) * 31
                        + book.orders(side, i);
                }
            }
            return digest;
        }

        private void close() {
            final ReceiverCounts counts = receiver.counts();
            file.println("END " + counts.snapshots() + ' ' + counts.gaps() + ' ' + counts.applied());
            file.close();
        }
    }
}
