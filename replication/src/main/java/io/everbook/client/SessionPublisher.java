package io.everbook.client;

import io.everbook.api.Command;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.TestRequestEncoder;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes what the session itself says and sends it over the link. Results are those of the link.
 */
final class SessionPublisher {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final LogonEncoder logon = new LogonEncoder();
    private final TestRequestEncoder testRequest = new TestRequestEncoder();
    private final ClusterLink link;
    private final EpochNanoClock epochClock;
    private final int session;
    private final int partition;

    SessionPublisher(final ClusterLink link, final ClientConfig config) {
        this.link = link;
        epochClock = config.epochClock();
        session = config.session();
        partition = config.partition();
    }

    boolean logon() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        return offer(logon.wrapAndApplyHeader(buffer, 0, messageHeader).header(), LogonEncoder.BLOCK_LENGTH);
    }

    boolean testRequest() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        return offer(
            testRequest.wrapAndApplyHeader(buffer, 0, messageHeader).header(), TestRequestEncoder.BLOCK_LENGTH);
    }

    int encode(final Command<?> command, final PendingCommands pending) {
        final long number = pending.next();
        return command.encode(
            pending.buffer(), pending.offset(number), partition, session, number, epochClock.nanoTime());
    }

    long command(final PendingCommands pending, final long number, final int length) {
        return link.offer(pending.buffer(), pending.offset(number), length);
    }

    private boolean offer(final CommandHeaderEncoder header, final int blockLength) {
        header.sendTimeNs(epochClock.nanoTime()).session(session).partition(partition);
        return link.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength) > 0;
    }
}
