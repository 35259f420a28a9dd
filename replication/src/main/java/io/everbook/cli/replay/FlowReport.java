package io.everbook.cli.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The canonical report of a flow and its SHA-256: lines sorted stably by (sequence, kind), joined by a line feed
 * without a final one. Lines come in order of sequence and are sorted within one, so that only those of one are held.
 */
final class FlowReport {
    private final StringBuilder[] lines = new StringBuilder[Line.values().length];
    private final MessageDigest digest;
    private long count;
    private long digested;

    /**
     * The kinds of lines, in the order of their first column.
     */
    enum Line {
        /** A new order acknowledged. */
        NEW,
        /** A trade. */
        TRADE,
        /** An order, or the rest of one, ended. */
        CANCELLED,
        /** An order modified. */
        MODIFIED,
        /** A cancel rejected. */
        CANCEL_REJECTED,
        /** A modify rejected. */
        MODIFY_REJECTED
    }

    FlowReport() {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new StringBuilder();
        }
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Adds a line of the current sequence.
     *
     * @param kind    of the line.
     * @param columns after the first, the sequence leading.
     */
    void add(final Line kind, final long... columns) {
        final StringBuilder text = lines[kind.ordinal()].append('\n').append(kind.ordinal());
        for (final long column : columns) {
            text.append(',').append(column);
        }
        count++;
    }

    /**
     * The current sequence has all its lines.
     */
    void endOfSequence() {
        for (final StringBuilder text : lines) {
            if (!text.isEmpty()) {
                digest(text.toString().getBytes(StandardCharsets.US_ASCII));
                text.setLength(0);
            }
        }
    }

    long count() {
        return count;
    }

    /**
     * Ends the report.
     *
     * @return its SHA-256 in lower-case hexadecimal.
     */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void digest(final byte[] text) {
        final int lineFeed = digested == 0 ? 1 : 0;
        digest.update(text, lineFeed, text.length - lineFeed);
        digested += text.length;
    }
}
