package io.everbook.embedded;

import io.everbook.protocol.CloseReason;
import io.everbook.protocol.ConnectionClosedEncoder;
import io.everbook.protocol.ConnectionOpenedEncoder;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the commands that are not the sessions' own: connections opened and closed, and logons.
 */
final class LogCommands {
    private final UnsafeBuffer buffer;
    private final int partition;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConnectionOpenedEncoder opened = new ConnectionOpenedEncoder();
    private final ConnectionClosedEncoder closed = new ConnectionClosedEncoder();
    private final LogonEncoder logon = new LogonEncoder();

    LogCommands(final UnsafeBuffer buffer, final int partition) {
        this.buffer = buffer;
        this.partition = partition;
    }

    int opened(final long connection, final int participant) {
        clear(ConnectionOpenedEncoder.BLOCK_LENGTH);
        opened.wrapAndApplyHeader(buffer, 0, header).connection(connection).participant(participant)
            .header().partition(partition);
        return MessageHeaderEncoder.ENCODED_LENGTH + ConnectionOpenedEncoder.BLOCK_LENGTH;
    }

    int closed(final long connection, final CloseReason reason) {
        clear(ConnectionClosedEncoder.BLOCK_LENGTH);
        closed.wrapAndApplyHeader(buffer, 0, header).connection(connection).reason(reason)
            .header().partition(partition);
        return MessageHeaderEncoder.ENCODED_LENGTH + ConnectionClosedEncoder.BLOCK_LENGTH;
    }

    int logon(final int session) {
        clear(LogonEncoder.BLOCK_LENGTH);
        logon.wrapAndApplyHeader(buffer, 0, header).header().session(session).partition(partition);
        return MessageHeaderEncoder.ENCODED_LENGTH + LogonEncoder.BLOCK_LENGTH;
    }

    private void clear(final int blockLength) {
        buffer.setMemory(0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength, (byte) 0);
    }
}
