package io.everbook.site;

import io.everbook.protocol.SiteCopyRequestDecoder;

import java.nio.charset.StandardCharsets;

/**
 * A request of another site for what it needs to come back, copied out of its message.
 *
 * @param correlationId   echoed by the answer.
 * @param fromSequence    of the first record asked for; 0: asks for Aeron's recording log.
 * @param toSequence      of the last record asked for.
 * @param responseStream  to answer on.
 * @param responseChannel to answer on.
 * @param credentials     that the sites share.
 */
record CopyRequest(
    long correlationId,
    long fromSequence,
    long toSequence,
    int responseStream,
    String responseChannel,
    byte[] credentials) {

    static CopyRequest of(final SiteCopyRequestDecoder decoder) {
        final byte[] channel = new byte[decoder.responseChannelLength()];
        decoder.getResponseChannel(channel, 0, channel.length);
        final byte[] credentials = new byte[decoder.credentialsLength()];
        decoder.getCredentials(credentials, 0, credentials.length);
        return new CopyRequest(
            decoder.correlationId(),
            decoder.fromSequence(),
            decoder.toSequence(),
            decoder.responseStream(),
            new String(channel, StandardCharsets.US_ASCII),
            credentials);
    }
}
