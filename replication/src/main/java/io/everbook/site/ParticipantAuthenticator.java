package io.everbook.site;

import io.aeron.security.Authenticator;
import io.aeron.security.SessionProxy;
import io.everbook.engine.Genesis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a connection into the cluster as the participant whose credentials it brings, and rejects every other.
 *
 * <p>Requests without a session id of their own, which backups of the log make, are rejected: the ids of two of them
 * would be confused.
 *
 * <p>The principal, which the log carries to every site, is the participant as a little-endian int32;
 * a site itself, known by the secret of the sites, comes as {@link Genesis#SITES}. Runs on the
 * consensus module's thread.
 */
public final class ParticipantAuthenticator implements Authenticator {
    private static final int MAX_PENDING = 4_096;

    private final Participants participants;
    private final ClusterSecret clusterSecret;
    private final Map<Long, Integer> pending = new LinkedHashMap<>();

    /**
     * Creates an authenticator.
     *
     * @param participants  known.
     * @param clusterSecret by which sites prove themselves.
     */
    public ParticipantAuthenticator(final Participants participants, final ClusterSecret clusterSecret) {
        this.participants = participants;
        this.clusterSecret = clusterSecret;
    }

    @Override
    public void onConnectRequest(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
        final int participant = clusterSecret.opens(encodedCredentials)
            ? Genesis.SITES : participants.authenticate(encodedCredentials);
        if (participant != Participants.NOBODY && sessionId > 0) {
            pending.put(sessionId, participant);
            forgetEldest();
        }
    }

    @Override
    public void onChallengeResponse(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
        pending.remove(sessionId);
    }

    @Override
    public void onConnectedSession(final SessionProxy sessionProxy, final long nowMs) {
        final Integer participant = pending.get(sessionProxy.sessionId());
        if (participant == null) {
            sessionProxy.reject();
        } else if (sessionProxy.authenticate(principal(participant))) {
            pending.remove(sessionProxy.sessionId());
        }
    }

    @Override
    public void onChallengedSession(final SessionProxy sessionProxy, final long nowMs) {
        sessionProxy.reject();
    }

    /**
     * Encodes a participant as a principal.
     *
     * @param participant the participant.
     * @return four bytes, little endian.
     */
    static byte[] principal(final int participant) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(participant).array();
    }

    /**
     * Decodes a principal.
     *
     * @param principal as the log carries it.
     * @return the participant; {@link Participants#NOBODY} if it is no principal of ours.
     */
    static int participant(final byte[] principal) {
        if (principal == null || principal.length != Integer.BYTES) {
            return Participants.NOBODY;
        }
        return ByteBuffer.wrap(principal).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private void forgetEldest() {
        if (pending.size() > MAX_PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
    }
}
