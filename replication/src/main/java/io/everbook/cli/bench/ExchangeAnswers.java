package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2IntHashMap;

/**
 * The answers of the exchange: events back to back, the last of each record marked. No session's event number may be
 * left out.
 */
final class ExchangeAnswers implements Answers {
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final EventHeaderDecoder header = new EventHeaderDecoder();
    private final Int2IntHashMap places = new Int2IntHashMap(-1);
    private final long[] lastNumbers = new long[Script.SESSIONS + 1];

    @Override
    public int completed(final DirectBuffer buffer, final int offset, final int length) {
        int completed = 0;
        int position = offset;
        while (position < offset + length) {
            messageHeader.wrap(buffer, position);
            header.wrap(buffer, position + MessageHeaderDecoder.ENCODED_LENGTH);
            checkNumber();
            completed += header.flags().lastOfRecord() ? 1 : 0;
            position += MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
        }
        return completed;
    }

    private void checkNumber() {
        final long number = header.eventNumber();
        if (number != 0) {
            final int place = place(header.session());
            if (number != ++lastNumbers[place]) {
                throw new EverbookException("event " + lastNumbers[place] + " of session " + header.session()
                    + " was dropped, " + number + " came");
            }
        }
    }

    private int place(final int session) {
        final int known = places.get(session);
        if (known >= 0) {
            return known;
        }
        places.put(session, places.size());
        return places.size() - 1;
    }
}
