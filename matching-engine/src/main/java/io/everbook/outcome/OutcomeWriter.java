package io.everbook.outcome;

import io.everbook.api.JournalRecord;
import io.everbook.api.Xxh64;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.OutcomeStatus;
import io.everbook.protocol.Reason;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.values.Values;

/**
 * Keeps what was decided of each command: the record's one terminal response, and the digest of the command itself, as
 * design rule 13 has it. Not thread safe.
 */
final class OutcomeWriter {
    private static final int DIGEST_FROM =
        MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.instrumentEncodingOffset();

    private final StoreMap<LongValue, OutcomeValue> outcomes;
    private final SessionWriter sessions;
    private final long kept;
    private final LongValue key = Values.newHeapInstance(LongValue.class);
    private final OutcomeValue value = Values.newHeapInstance(OutcomeValue.class);
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private JournalRecord record;

    OutcomeWriter(
        final StoreMap<LongValue, OutcomeValue> outcomes, final SessionWriter sessions, final long kept) {
        this.outcomes = outcomes;
        this.sessions = sessions;
        this.kept = kept;
    }

    void begin(final JournalRecord next) {
        record = next;
    }

    void decided(
        final EventHeaderDecoder header, final long number, final long orderId, final OutcomeStatus status) {
        put(header, number, orderId, status, Reason.NONE);
    }

    void rejected(
        final EventHeaderDecoder header, final long number, final long orderId, final Reason reason) {
        put(header, number, orderId, OutcomeStatus.REJECTED, reason);
    }

    private void put(
        final EventHeaderDecoder header,
        final long number,
        final long orderId,
        final OutcomeStatus status,
        final Reason reason) {
        final int template = message.wrap(record.buffer(), record.commandOffset()).templateId();
        value.number(number);
        value.sequence(header.sequence());
        value.timeNs(header.timeNs());
        value.orderId(orderId);
        value.digest(digest(template));
        value.template((short) template);
        value.status((byte) status.value());
        value.reason((byte) reason.value());
        sessions.decided(header.session(), number);
        key.setValue(StoreKeys.slot(header.session(), number, kept));
        outcomes.put(key, value);
    }

    private long digest(final int template) {
        return Xxh64.hash(
            record.buffer(), record.commandOffset() + DIGEST_FROM, record.commandLength() - DIGEST_FROM, template);
    }
}
