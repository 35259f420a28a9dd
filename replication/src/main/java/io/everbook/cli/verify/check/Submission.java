package io.everbook.cli.verify.check;

/**
 * A command that a client submitted, and what its session was told of it. Times are of {@link System#nanoTime()}.
 */
final class Submission {
    final int session;
    final long number;
    final int client;
    final long digest;
    final long tag;
    final long sentNs;
    final Submission earlier;
    boolean resent;
    boolean neverSequenced;
    boolean answered;
    long answeredNs;
    long sequence;
    int result;

    /**
     * Creates it.
     *
     * @param session whose it is.
     * @param number  given to it.
     * @param client  that submitted it.
     * @param digest  of the command.
     * @param tag     of a new order, else 0.
     * @param sentNs  when.
     * @param earlier submission under the same number; null if there is none.
     */
    Submission(final int session, final long number, final int client, final long digest, final long tag,
        final long sentNs, final Submission earlier) {
        this.session = session;
        this.number = number;
        this.client = client;
        this.digest = digest;
        this.tag = tag;
        this.sentNs = sentNs;
        this.earlier = earlier;
    }

    /**
     * Whether this one or an earlier one under the number is of that content.
     */
    boolean isOrWas(final long other) {
        return digest == other || earlier != null && earlier.isOrWas(other);
    }

    /**
     * This one or an earlier one under the number, of that client.
     *
     * @return null if it submitted none.
     */
    Submission of(final int other) {
        if (client == other) {
            return this;
        }
        return earlier == null ? null : earlier.of(other);
    }

    @Override
    public String toString() {
        return "session " + session + " command " + number;
    }
}
