package io.everbook.client;

import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.EventReplayEndDecoder;
import io.everbook.protocol.LeaderMovingDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.TestResponseDecoder;
import org.agrona.DirectBuffer;

/**
 * Decodes what a site sends: one or more messages back to back.
 */
final class EgressAdapter {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FIRST_NUMBERED = CommandRejectedDecoder.TEMPLATE_ID;
    private static final int LAST_NUMBERED = 199;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LogonAcceptedDecoder logonAccepted = new LogonAcceptedDecoder();
    private final TestResponseDecoder testResponse = new TestResponseDecoder();
    private final CommandRefusedDecoder commandRefused = new CommandRefusedDecoder();
    private final AlreadyDecidedDecoder alreadyDecided = new AlreadyDecidedDecoder();
    private final EventReplayEndDecoder replayEnd = new EventReplayEndDecoder();
    private final Handler handler;

    EgressAdapter(final Handler handler) {
        this.handler = handler;
    }

    void onMessages(final DirectBuffer buffer, final int offset, final int length) {
        int position = offset;
        while (position < offset + length) {
            final int remaining = offset + length - position;
            if (!isReadable(buffer, position, remaining)) {
                handler.onUnknown();
                return;
            }
            onMessage(header.templateId(), buffer, position);
            header.wrap(buffer, position);
            position += HEADER_LENGTH + header.blockLength();
        }
    }

    private boolean isReadable(final DirectBuffer buffer, final int offset, final int length) {
        if (length < HEADER_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID && length >= HEADER_LENGTH + header.blockLength();
    }

    private void onMessage(final int templateId, final DirectBuffer buffer, final int offset) {
        if (templateId >= FIRST_NUMBERED && templateId <= LAST_NUMBERED) {
            handler.onEvent(buffer, offset, HEADER_LENGTH + header.blockLength());
        } else {
            onSignal(templateId, buffer, offset);
        }
    }

    private void onSignal(final int templateId, final DirectBuffer buffer, final int offset) {
        switch (templateId) {
            case LogonAcceptedDecoder.TEMPLATE_ID ->
                handler.onLogonAccepted(logonAccepted.wrapAndApplyHeader(buffer, offset, header));
            case TestResponseDecoder.TEMPLATE_ID ->
                handler.onTestResponse(testResponse.wrapAndApplyHeader(buffer, offset, header));
            case CommandRefusedDecoder.TEMPLATE_ID ->
                handler.onCommandRefused(commandRefused.wrapAndApplyHeader(buffer, offset, header));
            case AlreadyDecidedDecoder.TEMPLATE_ID ->
                handler.onAlreadyDecided(alreadyDecided.wrapAndApplyHeader(buffer, offset, header));
            case LeaderMovingDecoder.TEMPLATE_ID -> handler.onLeaderMoving();
            case EventReplayEndDecoder.TEMPLATE_ID ->
                handler.onReplayEnd(replayEnd.wrapAndApplyHeader(buffer, offset, header));
            default -> handler.onUnknown();
        }
    }

    /** What is called for each message; the decoders are valid during the call. */
    interface Handler {
        void onEvent(DirectBuffer buffer, int offset, int length);

        default void onLogonAccepted(final LogonAcceptedDecoder event) {
            onUnknown();
        }

        default void onTestResponse(final TestResponseDecoder event) {
            onUnknown();
        }

        default void onCommandRefused(final CommandRefusedDecoder event) {
            onUnknown();
        }

        default void onAlreadyDecided(final AlreadyDecidedDecoder event) {
            onUnknown();
        }

        default void onLeaderMoving() {
            onUnknown();
        }

        default void onReplayEnd(final EventReplayEndDecoder event) {
            onUnknown();
        }

        void onUnknown();
    }
}
