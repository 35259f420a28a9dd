package io.everbook.site;

import io.everbook.engine.EngineConfig;
import io.everbook.protocol.CloseReason;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.ConnectionClosedEncoder;
import io.everbook.protocol.ConnectionOpenedEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.TermStartedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes what Aeron reports, a connection or a term, as the commands of the log itself.
 *
 * <p>Not thread safe. A command stays in {@link #buffer()} from offset 0 until the next is encoded.
 */
final class LogCommands {
    private static final int CAPACITY = 256;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ConnectionOpenedEncoder opened = new ConnectionOpenedEncoder();
    private final ConnectionClosedEncoder closed = new ConnectionClosedEncoder();
    private final TermStartedEncoder termStarted = new TermStartedEncoder();
    private final int partition;

    LogCommands(final EngineConfig config) {
        partition = config.partition();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int connectionOpened(final long connection, final int participant) {
        clear();
        opened.wrapAndApplyHeader(buffer, 0, messageHeader).connection(connection).participant(participant);
        return complete(opened.header(), ConnectionOpenedEncoder.BLOCK_LENGTH);
    }

    int connectionClosed(final long connection, final CloseReason reason) {
        clear();
        closed.wrapAndApplyHeader(buffer, 0, messageHeader).connection(connection).reason(reason);
        return complete(closed.header(), ConnectionClosedEncoder.BLOCK_LENGTH);
    }

    int termStarted(final long epoch, final int leader) {
        clear();
        termStarted.wrapAndApplyHeader(buffer, 0, messageHeader).epoch(epoch).leader(leader);
        return complete(termStarted.header(), TermStartedEncoder.BLOCK_LENGTH);
    }

    private void clear() {
        buffer.setMemory(0, CAPACITY, (byte) 0);
    }

    private int complete(final CommandHeaderEncoder header, final int blockLength) {
        header.partition(partition);
        return MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
    }
}
