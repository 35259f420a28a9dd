package io.everbook.site;

import io.everbook.api.EverbookException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secrets that participants prove themselves by, kept as SHA-256 digests.
 *
 * <p>Credentials are ASCII {@code participant:secret}. Digests are compared in constant time. Immutable and safe for
 * several threads.
 */
public final class Participants {
    /** {@link #authenticate(byte[])}: the credentials are nobody's. */
    public static final int NOBODY = 0;

    private static final int DIGEST_LENGTH = 32;
    private static final byte[] NO_DIGEST = new byte[DIGEST_LENGTH];

    private final Map<Integer, byte[]> digests;

    private Participants(final Map<Integer, byte[]> digests) {
        this.digests = digests;
    }

    /**
     * Takes the digests.
     *
     * @param hexDigests SHA-256 of each participant's secret, in hexadecimal.
     * @return the participants.
     */
    public static Participants of(final Map<Integer, String> hexDigests) {
        final Map<Integer, byte[]> digests = new TreeMap<>();
        hexDigests.forEach((participant, hex) -> digests.put(participant, parse(participant, hex)));
        return new Participants(digests);
    }

    private static byte[] parse(final int participant, final String hex) {
        if (participant <= NOBODY) {
            throw new EverbookException("auth." + participant + ": participants are numbered from 1");
        }
        try {
            final byte[] digest = HexFormat.of().parseHex(hex.trim());
            if (digest.length == DIGEST_LENGTH) {
                return digest;
            }
        } catch (final IllegalArgumentException ex) {
            throw new EverbookException("auth." + participant + " is not hexadecimal", ex);
        }
        throw new EverbookException("auth." + participant + " is not the 64 hexadecimal digits of a SHA-256");
    }

    /**
     * The digest of a secret, as a configuration holds it.
     *
     * @param secret of a participant.
     * @return 64 hexadecimal digits.
     */
    public static String digest(final String secret) {
        return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.US_ASCII), 0));
    }

    /**
     * Whose credentials these are.
     *
     * @param credentials ASCII {@code participant:secret}.
     * @return the participant, or {@link #NOBODY}.
     */
    public int authenticate(final byte[] credentials) {
        final int colon = indexOfColon(credentials);
        final int participant = colon < 0 ? NOBODY : number(credentials, colon);
        final byte[] expected = digests.getOrDefault(participant, NO_DIGEST);
        final boolean equal = MessageDigest.isEqual(expected, sha256(credentials, colon + 1));
        return equal && expected != NO_DIGEST ? participant : NOBODY;
    }

    String canonical() {
        final StringBuilder text = new StringBuilder();
        digests.forEach((participant, digest) ->
            text.append("auth.").append(participant).append('=').append(fingerprint(digest)).append('\n'));
        return text.toString();
    }

    static String fingerprint(final byte[] secret) {
        return "fingerprint:" + HexFormat.of().formatHex(sha256(sha256(secret, 0), 0), 0, Integer.BYTES);
    }

    private static int indexOfColon(final byte[] credentials) {
        for (int i = 0; i < credentials.length; i++) {
            if (credentials[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private static int number(final byte[] credentials, final int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            final int digit = credentials[i] - '0';
            number = number * 10 + digit;
            if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE) {
                return NOBODY;
            }
        }
        return (int) number;
    }

    private static byte[] sha256(final byte[] bytes, final int offset) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, bytes.length - offset);
            return digest.digest();
        } catch (final NoSuchAlgorithmException ex) {
            throw new EverbookException("this Java runtime lacks SHA-256; use one that has it", ex);
        }
    }
}
