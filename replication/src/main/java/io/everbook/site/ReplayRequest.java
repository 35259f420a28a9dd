package io.everbook.site;

import io.everbook.protocol.EventReplayRequestDecoder;

import java.nio.charset.StandardCharsets;

/**
 * A request for a session's events, copied out of its message.
 *
 * @param correlationId   echoed by the answer.
 * @param session         whose events.
 * @param fromEvent       first event asked for.
 * @param toEvent         last event asked for.
 * @param toSequence      of the record that holds the last.
 * @param logonSequence   of the session's newest accepted logon.
 * @param responseStream  to answer on.
 * @param responseChannel to answer on.
 * @param credentials     of the participant who asks.
 */
record ReplayRequest(
    long correlationId,
    int session,
    long fromEvent,
    long toEvent,
    long toSequence,
    long logonSequence,
    int responseStream,
    String responseChannel,
    byte[] credentials) {

    static ReplayRequest of(final EventReplayRequestDecoder decoder) {
        final byte[] channel = new byte[decoder.responseChannelLength()];
        decoder.getResponseChannel(channel, 0, channel.length);
        final byte[] credentials = new byte[decoder.credentialsLength()];
        decoder.getCredentials(credentials, 0, credentials.length);
        return new ReplayRequest(
            decoder.correlationId(),
            decoder.session(),
            decoder.fromEvent(),
            decoder.toEvent(),
            decoder.toSequence(),
            decoder.logonSequence(),
            decoder.responseStream(),
            new String(channel, StandardCharsets.US_ASCII),
            credentials);
    }

    boolean isSensible() {
        return fromEvent > 0 && toEvent >= fromEvent && toSequence > 0 && logonSequence > 0;
    }
}
