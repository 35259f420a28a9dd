package io.everbook.embedded;

import io.everbook.journal.RecordView;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.RecordHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Compares a recorded record with a computed one, and tells the first difference in the words of the schema.
 */
final class RecordDifference {
    private static final String[] FIELDS = {
        "sequence", "epoch", "timeNs", "logPosition", "connection", "firstExecutionId"
    };
    private static final String[] LENGTHS = {"commandLength", "eventsLength", "eventCount", "reserved"};
    private static final int LENGTHS_OFFSET = RecordHeaderDecoder.commandLengthEncodingOffset();

    private final UnsafeBuffer recorded = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer computed = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();

    boolean isEqual(final RecordView view, final DirectBuffer buffer, final int offset, final int length) {
        recorded.wrap(view.buffer(), view.offset(), view.length() - Long.BYTES);
        computed.wrap(buffer, offset, length);
        return recorded.equals(computed);
    }

    /** Whether the commands themselves differ, and not what came of one and the same. */
    boolean isOfInput(final RecordView view) {
        final int length = view.eventsOffset() - view.commandOffset();
        return isOther(RecordHeaderDecoder.connectionEncodingOffset())
            || isOther(RecordHeaderDecoder.logPositionEncodingOffset())
            || intAt(recorded, LENGTHS_OFFSET) != intAt(computed, LENGTHS_OFFSET)
            || !new UnsafeBuffer(recorded, view.commandOffset(), length)
                .equals(new UnsafeBuffer(computed, view.commandOffset(), length));
    }

    private boolean isOther(final int offset) {
        return longAt(recorded, offset) != longAt(computed, offset);
    }

    String describe(final RecordView view) {
        final int limit = Math.min(recorded.capacity(), computed.capacity());
        int at = 0;
        while (at < limit && recorded.getByte(at) == computed.getByte(at)) {
            at++;
        }
        return at < view.commandOffset() ? field(at) : body(view, at, limit);
    }

    private String field(final int at) {
        if (at < LENGTHS_OFFSET) {
            final int start = at & -Long.BYTES;
            return "header field " + FIELDS[at / Long.BYTES] + " recorded " + longAt(recorded, start)
                + ", computed " + longAt(computed, start);
        }
        final int start = at & -Integer.BYTES;
        return "header field " + LENGTHS[(at - LENGTHS_OFFSET) / Integer.BYTES] + " recorded "
            + intAt(recorded, start) + ", computed " + intAt(computed, start);
    }

    private String body(final RecordView view, final int at, final int limit) {
        if (at >= limit) {
            return "length recorded " + recorded.capacity() + ", computed " + computed.capacity();
        }
        final String place = at < view.eventsOffset()
            ? "command byte " + (at - view.commandOffset())
            : event(view, at);
        return place + " recorded " + (recorded.getByte(at) & 0xFF) + ", computed " + (computed.getByte(at) & 0xFF);
    }

    private String event(final RecordView view, final int at) {
        int number = 0;
        int start = view.eventsOffset();
        int next = start;
        while (next <= at) {
            start = next;
            message.wrap(recorded, start);
            next = start + MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
            number++;
        }
        message.wrap(recorded, start);
        return "event " + number + " of template " + message.templateId() + ", byte " + (at - start);
    }

    private static long longAt(final UnsafeBuffer buffer, final int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private static int intAt(final UnsafeBuffer buffer, final int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }
}
