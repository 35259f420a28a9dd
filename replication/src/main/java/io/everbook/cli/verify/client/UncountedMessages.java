package io.everbook.cli.verify.client;

import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.TestRequestEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The messages of a session that take no command number.
 */
final class UncountedMessages {
    private static final int PARTITION = 1;

    private UncountedMessages() {
    }

    static byte[] logon(final int session) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + LogonEncoder.BLOCK_LENGTH];
        new LogonEncoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
            .header().session(session).partition(PARTITION);
        return bytes;
    }

    static byte[] testRequest(final int session) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + TestRequestEncoder.BLOCK_LENGTH];
        new TestRequestEncoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
            .header().session(session).partition(PARTITION);
        return bytes;
    }
}
