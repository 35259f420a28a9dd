package io.everbook.site;

import io.aeron.security.Authenticator;
import io.aeron.security.AuthorisationService;
import io.aeron.security.CredentialsSupplier;
import io.aeron.security.SessionProxy;
import org.agrona.collections.LongHashSet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The secret the sites of a cluster share: it opens their archives to each other and to nobody else.
 */
public final class ClusterSecret {
    private static final byte[] PRINCIPAL = "site".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_CHALLENGE_RESPONSE = new byte[0];

    private final byte[] credentials;

    /**
     * Takes the secret.
     *
     * @param secret in ASCII.
     */
    public ClusterSecret(final String secret) {
        credentials = ("site:" + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether these are the credentials of a site, compared in constant time. */
    boolean opens(final byte[] encodedCredentials) {
        return MessageDigest.isEqual(credentials, encodedCredentials);
    }

    CredentialsSupplier supplier() {
        return new CredentialsSupplier() {
            @Override
            public byte[] encodedCredentials() {
                return credentials.clone();
            }

            @Override
            public byte[] onChallenge(final byte[] encodedChallenge) {
                return NO_CHALLENGE_RESPONSE;
            }
        };
    }

    Authenticator authenticator() {
        return new SiteAuthenticator();
    }

    AuthorisationService authorisation() {
        return (protocolId, actionId, type, encodedPrincipal) -> Arrays.equals(PRINCIPAL, encodedPrincipal);
    }

    String canonical() {
        return "cluster.secret=" + Participants.fingerprint(credentials) + '\n';
    }

    private final class SiteAuthenticator implements Authenticator {
        private final LongHashSet accepted = new LongHashSet();

        @Override
        public void onConnectRequest(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
            if (opens(encodedCredentials)) {
                accepted.add(sessionId);
            }
        }

        @Override
        public void onChallengeResponse(final long sessionId, final byte[] encodedCredentials, final long nowMs) {
            accepted.remove(sessionId);
        }

        @Override
        public void onConnectedSession(final SessionProxy sessionProxy, final long nowMs) {
            if (!accepted.contains(sessionProxy.sessionId())) {
                sessionProxy.reject();
            } else if (sessionProxy.authenticate(PRINCIPAL)) {
                accepted.remove(sessionProxy.sessionId());
            }
        }

        @Override
        public void onChallengedSession(final SessionProxy sessionProxy, final long nowMs) {
            sessionProxy.reject();
        }
    }
}
