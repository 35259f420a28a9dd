package io.everbook.cli.network;

import java.util.List;

/**
 * What became of the packets of one link.
 *
 * @param forwarded  that reached the receiver's interface, copies among them.
 * @param dropped    lost, for whatever reason.
 * @param duplicated copies made.
 * @param reordered  that were overtaken by a later packet.
 */
public record LinkCounts(long forwarded, long dropped, long duplicated, long reordered) {
    static final int FIELDS = 4;

    static LinkCounts decode(final List<String> words) {
        final long[] n = words.stream().mapToLong(Long::parseLong).toArray();
        return new LinkCounts(n[0], n[1], n[2], n[3]);
    }

    /**
     * Adds.
     *
     * @param other counts.
     * @return the sums.
     */
    public LinkCounts plus(final LinkCounts other) {
        return new LinkCounts(forwarded + other.forwarded, dropped + other.dropped,
            duplicated + other.duplicated, reordered + other.reordered);
    }
}
