package io.everbook.engine;

import io.everbook.api.Xxh64;
import io.everbook.engine.session.Session;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.Reason;
import org.agrona.DirectBuffer;

/**
 * The command being applied: its bytes, what its header says, and what was found out about it so far. Reads nothing
 * beyond the length it was given.
 */
final class IncomingCommand {
    static final int HEADERS_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;

    private static final int DIGEST_FROM =
        MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.instrumentEncodingOffset();

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private long connection;
    private int templateId;
    private int sessionId;
    private long number;
    private Session session;
    private Reason fault;
    private long orderId;

    void wrap(final long connection, final DirectBuffer buffer, final int offset, final int length) {
        this.connection = connection;
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        messageHeader.wrap(buffer, offset);
        header.wrap(buffer, bodyOffset());
        templateId = 0;
        sessionId = 0;
        number = 0;
        session = null;
        fault = Reason.NONE;
        orderId = 0;
    }

    /** Takes over what the headers say, once they are known to be readable. */
    void readHeader(final Session sender) {
        templateId = messageHeader.templateId();
        sessionId = header.session();
        number = header.commandNumber();
        session = sender;
    }

    MessageHeaderDecoder messageHeader() {
        return messageHeader;
    }

    CommandHeaderDecoder header() {
        return header;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int bodyOffset() {
        return offset + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    int length() {
        return length;
    }

    long connection() {
        return connection;
    }

    int templateId() {
        return templateId;
    }

    int sessionId() {
        return sessionId;
    }

    long number() {
        return number;
    }

    int instrument() {
        return header.instrument();
    }

    /** The session that the header names, or null. */
    Session session() {
        return session;
    }

    /** What is wrong with its form, or NONE. */
    Reason fault() {
        return fault;
    }

    void fault(final Reason fault) {
        this.fault = fault;
    }

    /** The order that it created or named, as kept with its result. */
    long orderId() {
        return orderId;
    }

    void orderId(final long orderId) {
        this.orderId = orderId;
    }

    long digest() {
        return Xxh64.hash(buffer, offset + DIGEST_FROM, length - DIGEST_FROM, templateId);
    }

    long namedOrderId() {
        return namesOrder() ? longAt(CancelOrderDecoder.orderIdEncodingOffset()) : 0;
    }

    long namedClientIdHigh() {
        return namesClientId() ? longAt(clientIdOffset()) : 0;
    }

    long namedClientIdLow() {
        return namesClientId() ? longAt(clientIdOffset() + Long.BYTES) : 0;
    }

    private boolean namesOrder() {
        return hasWholeBlock()
            && (templateId == CancelOrderDecoder.TEMPLATE_ID || templateId == AmendOrderDecoder.TEMPLATE_ID);
    }

    private boolean namesClientId() {
        return namesOrder() || hasWholeBlock() && templateId == NewOrderDecoder.TEMPLATE_ID;
    }

    private boolean hasWholeBlock() {
        return fault == Reason.NONE || fault == Reason.INVALID_FIELD;
    }

    private int clientIdOffset() {
        return templateId == NewOrderDecoder.TEMPLATE_ID
            ? NewOrderDecoder.clientOrderIdEncodingOffset()
            : CancelOrderDecoder.clientOrderIdEncodingOffset();
    }

    private long longAt(final int blockOffset) {
        return buffer.getLong(bodyOffset() + blockOffset, CommandHeaderDecoder.BYTE_ORDER);
    }
}
