package io.everbook.client;

/**
 * The times an {@link ExchangeClient} waits, in nanoseconds.
 *
 * <p>The defaults are meant for sites that elect a new leader well under a second. What the media driver decides is not
 * set here: its {@code publicationConnectionTimeoutNs} (5 s) and {@code imageLivenessTimeoutNs} (10 s) only delay the
 * notice of a dead leader when no new one speaks up.
 */
public final class ClientTimeouts {
    private static final long MILLIS = 1_000_000L;

    private long connectTimeoutNs = 1_000 * MILLIS;
    private long newLeaderTimeoutNs = 2_000 * MILLIS;
    private long logonTimeoutNs = 100 * MILLIS;
    private long answerTimeoutNs = 250 * MILLIS;
    private long outcomeTimeoutNs = 10_000 * MILLIS;
    private long testIntervalNs = 1_000 * MILLIS;
    private long silenceTimeoutNs = 2_000 * MILLIS;
    private long replayTimeoutNs = 200 * MILLIS;
    private long keepAliveIntervalNs = 500 * MILLIS;
    private long minBackoffNs = 10 * MILLIS;
    private long maxBackoffNs = 500 * MILLIS;

    /**
     * Creates them with their defaults.
     */
    public ClientTimeouts() {
    }

    /**
     * Sets how long one attempt to find and reach the leader may take; 1 s by default. It also bounds the wait for the
     * media driver when a new leader's channel is added.
     *
     * @param connectTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts connectTimeoutNs(final long connectTimeoutNs) {
        this.connectTimeoutNs = connectTimeoutNs;
        return this;
    }

    long connectTimeoutNs() {
        return connectTimeoutNs;
    }

    /**
     * Sets how long a connection without a leader is kept for the next one before a new connection is made; 2 s by
     * default.
     *
     * @param newLeaderTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts newLeaderTimeoutNs(final long newLeaderTimeoutNs) {
        this.newLeaderTimeoutNs = newLeaderTimeoutNs;
        return this;
    }

    long newLeaderTimeoutNs() {
        return newLeaderTimeoutNs;
    }

    /**
     * Sets when an unanswered logon is sent again, doubling each time up to eight times this; 100 ms by default.
     *
     * @param logonTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts logonTimeoutNs(final long logonTimeoutNs) {
        this.logonTimeoutNs = logonTimeoutNs;
        return this;
    }

    long logonTimeoutNs() {
        return logonTimeoutNs;
    }

    /**
     * Sets how long the oldest unanswered command may wait, nothing arriving, before the session's numbers are asked
     * for; 250 ms by default.
     *
     * @param answerTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts answerTimeoutNs(final long answerTimeoutNs) {
        this.answerTimeoutNs = answerTimeoutNs;
        return this;
    }

    long answerTimeoutNs() {
        return answerTimeoutNs;
    }

    /**
     * Sets after how long without an outcome a command is told to be in doubt, see
     * {@link ClientObserver#onOverdue(long, long)}; 10 s by default.
     *
     * @param outcomeTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts outcomeTimeoutNs(final long outcomeTimeoutNs) {
        this.outcomeTimeoutNs = outcomeTimeoutNs;
        return this;
    }

    long outcomeTimeoutNs() {
        return outcomeTimeoutNs;
    }

    /**
     * Sets how long nothing may arrive, no command being unanswered, before the session's numbers are asked for; 1 s by
     * default. It bounds how late a missed last event is found, and each question is a record of the journal.
     *
     * @param testIntervalNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts testIntervalNs(final long testIntervalNs) {
        this.testIntervalNs = testIntervalNs;
        return this;
    }

    long testIntervalNs() {
        return testIntervalNs;
    }

    /**
     * Sets how long a logon or a question may stay unanswered, nothing else arriving, before the connection is given
     * up; 2 s by default.
     *
     * @param silenceTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts silenceTimeoutNs(final long silenceTimeoutNs) {
        this.silenceTimeoutNs = silenceTimeoutNs;
        return this;
    }

    long silenceTimeoutNs() {
        return silenceTimeoutNs;
    }

    /**
     * Sets how long a replay may make no progress before another site is asked; 200 ms by default.
     *
     * @param replayTimeoutNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts replayTimeoutNs(final long replayTimeoutNs) {
        this.replayTimeoutNs = replayTimeoutNs;
        return this;
    }

    long replayTimeoutNs() {
        return replayTimeoutNs;
    }

    /**
     * Sets how often the connection is kept alive when nothing is sent; 500 ms by default. The sites' session timeout
     * must be longer.
     *
     * @param keepAliveIntervalNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts keepAliveIntervalNs(final long keepAliveIntervalNs) {
        this.keepAliveIntervalNs = keepAliveIntervalNs;
        return this;
    }

    long keepAliveIntervalNs() {
        return keepAliveIntervalNs;
    }

    /**
     * Sets the wait after the first failed attempt, doubling with each; 10 ms by default.
     *
     * @param minBackoffNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts minBackoffNs(final long minBackoffNs) {
        this.minBackoffNs = minBackoffNs;
        return this;
    }

    long minBackoffNs() {
        return minBackoffNs;
    }

    /**
     * Sets the longest wait between attempts; 500 ms by default.
     *
     * @param maxBackoffNs nanoseconds.
     * @return this.
     */
    public ClientTimeouts maxBackoffNs(final long maxBackoffNs) {
        this.maxBackoffNs = maxBackoffNs;
        return this;
    }

    long maxBackoffNs() {
        return maxBackoffNs;
    }

    void check() {
        ClientConfig.check(minBackoffNs > 0 && maxBackoffNs >= minBackoffNs,
            "minBackoffNs must be above 0 and maxBackoffNs not below it");
        ClientConfig.check(connectTimeoutNs > 0 && newLeaderTimeoutNs > 0 && logonTimeoutNs > 0 && answerTimeoutNs > 0,
            "connect, new leader, logon and answer timeout must be above 0");
        ClientConfig.check(outcomeTimeoutNs > 0, "outcome timeout must be above 0");
        ClientConfig.check(
            testIntervalNs > 0 && silenceTimeoutNs > 0 && replayTimeoutNs > 0 && keepAliveIntervalNs > 0,
            "test interval, silence timeout, replay timeout and keep-alive interval must be above 0");
    }
}
