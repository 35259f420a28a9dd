package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.everbook.api.EverbookException;
import io.everbook.feed.PacketSink;
import io.everbook.protocol.FeedChannel;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Live packets, to everyone on every transport. Never waits: over UDP the sender goes as fast as the fastest who
 * listens, over IPC one who stopped is left behind, and what can't be sent at once is dropped, counted and asked for
 * again. Not thread safe.
 */
final class LivePublications implements PacketSink, AutoCloseable {
    private static final int TRIES = 3;

    private final List<List<ExclusivePublication>> publications = new ArrayList<>();
    private long dropped;

    LivePublications(final Aeron aeron, final List<String> channels) {
        for (final FeedChannel channel : List.of(FeedChannel.TOP, FeedChannel.LEVELS, FeedChannel.ORDERS)) {
            publications.add(channels.stream()
                .map(each -> aeron.addExclusivePublication(each, Streams.live(channel))).toList());
        }
    }

    @Override
    public void packet(final FeedChannel channel, final DirectBuffer buffer, final int offset, final int length) {
        final List<ExclusivePublication> transports = publications.get(channel.value() - 1);
        for (int i = 0; i < transports.size(); i++) {
            send(transports.get(i), buffer, offset, length);
        }
    }

    private void send(
        final ExclusivePublication to, final DirectBuffer buffer, final int offset, final int length) {
        long result = Publication.ADMIN_ACTION;
        for (int i = 0; i < TRIES && result == Publication.ADMIN_ACTION; i++) {
            result = to.offer(buffer, offset, length);
        }
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new EverbookException("the publication of " + to.channel() + " is at its end: "
                + Publication.errorString(result));
        }
        dropped += result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION ? 1 : 0;
    }

    /** Packets that could not be sent at once to those who listened on a transport. */
    long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        publications.forEach(CloseHelper::quietCloseAll);
    }
}
