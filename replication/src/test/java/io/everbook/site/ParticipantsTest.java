package io.everbook.site;

import io.aeron.security.SessionProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class ParticipantsTest {
    private final Participants participants =
        Participants.of(Map.of(1, Participants.digest("operator"), 42, Participants.digest("a:b")));

    @Test
    void shouldKnowParticipantsByTheirSecrets() {
        assertThat(participants.authenticate("1:operator".getBytes(US_ASCII))).isEqualTo(1);
        assertThat(participants.authenticate("42:a:b".getBytes(US_ASCII))).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1", "1:", "1:wrong", "2:operator", "42:operator", "x:operator", ":operator",
        "-1:operator", "4294967297:operator", "1:operator "})
    void shouldKnowNobodyElse(final String credentials) {
        assertThat(participants.authenticate(credentials.getBytes(US_ASCII))).isEqualTo(Participants.NOBODY);
    }

    @Test
    void shouldLetInWithThePrincipalAndRejectOthers() {
        final ParticipantAuthenticator authenticator =
            new ParticipantAuthenticator(participants, new ClusterSecret("between"));
        final List<String> answers = new ArrayList<>();

        authenticator.onConnectRequest(5, "42:a:b".getBytes(US_ASCII), 0);
        authenticator.onConnectRequest(6, "42:wrong".getBytes(US_ASCII), 0);
        authenticator.onConnectRequest(-1, "42:a:b".getBytes(US_ASCII), 0);
        authenticator.onConnectedSession(proxy(5, answers), 0);
        authenticator.onConnectedSession(proxy(6, answers), 0);
        authenticator.onConnectedSession(proxy(-1, answers), 0);
        authenticator.onConnectedSession(proxy(5, answers), 0);

        assertThat(answers).containsExactly("5 is 42", "6 rejected", "-1 rejected", "5 rejected");
    }

    @Test
    void shouldOpenArchivesToTheClustersSecretAlone() {
        final ClusterSecret secret = new ClusterSecret("between sites");
        final var authenticator = secret.authenticator();
        final List<String> answers = new ArrayList<>();

        authenticator.onConnectRequest(1, secret.supplier().encodedCredentials(), 0);
        authenticator.onConnectRequest(2, new ClusterSecret("other").supplier().encodedCredentials(), 0);
        authenticator.onConnectedSession(proxy(1, answers), 0);
        authenticator.onConnectedSession(proxy(2, answers), 0);

        assertThat(answers).hasSize(2).element(1).isEqualTo("2 rejected");
        assertThat(secret.authorisation().isAuthorised(0, 0, null, "site".getBytes(US_ASCII))).isTrue();
        assertThat(secret.authorisation().isAuthorised(0, 0, null, new byte[0])).isFalse();
        assertThat(secret.authorisation().isAuthorised(0, 0, null, null)).isFalse();
    }

    private static SessionProxy proxy(final long id, final List<String> answers) {
        return new SessionProxy() {
            @Override
            public long sessionId() {
                return id;
            }

            @Override
            public boolean challenge(final byte[] encodedChallenge) {
                throw new AssertionError();
            }

            @Override
            public boolean authenticate(final byte[] encodedPrincipal) {
                answers.add(id + " is " + ParticipantAuthenticator.participant(encodedPrincipal));
                return true;
            }

            @Override
            public void reject() {
                answers.add(id + " rejected");
            }
        };
    }
}
