package io.everbook.cli.verify.client;

import io.everbook.api.Command;
import io.everbook.api.TradingSession;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.client.InDoubt;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session with open-loop flow: when a command is due is set by the clock alone. Its client can be closed and
 * replaced, taken over by another, left unread, and made to send all that its window takes. Used by the clients' thread
 * alone.
 */
final class TradedSession implements SessionActor {
    private static final int LIMIT = 32;
    private static final int PARTITION = 1;
    private static final long TAKEOVER_NS = TimeUnit.SECONDS.toNanos(3);
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
    private final ClientHost host;
    private final SessionRecorder recorder;
    private final OrderFlow flow;
    private final InDoubt inDoubt;
    private final long intervalNs;
    private Command<?> waiting;
    private TradingSession client;
    private ClientTape tape;
    private TradingSession challenger;
    private ClientTape challengerTape;
    private long challengedNs;
    private boolean flowing;
    private long dueNs;
    private long reopenNs;
    private long unreadUntilNs;
    private long floodUntilNs;

    TradedSession(final ClientHost host, final SessionRecorder recorder, final OrderFlow flow, final InDoubt inDoubt,
        final long intervalNs) {
        this.host = host;
        this.recorder = recorder;
        this.flow = flow;
        this.inDoubt = inDoubt;
        this.intervalNs = intervalNs;
    }

    @Override
    public SessionRecorder recorder() {
        return recorder;
    }

    @Override
    public void flow(final boolean on) {
        flowing = on;
        dueNs = System.nanoTime();
    }

    @Override
    public int duty(final long nowNs) {
        if (nowNs - unreadUntilNs < 0) {
            return 0;
        }
        if (client == null) {
            return nowNs - reopenNs < 0 ? 0 : open();
        }
        return client.poll() + pollChallenger(nowNs) + send(nowNs);
    }

    /**
     * Sends a command besides the flow.
     *
     * @param command to send.
     * @return whether it was taken.
     */
    boolean send(final Command<?> command) {
        return client != null && submit(command, 0) > 0;
    }

    /**
     * Closes the client with whatever is under way; another opens later.
     *
     * @param forNs how much later.
     */
    void disconnect(final long forNs) {
        closeClient();
        reopenNs = System.nanoTime() + forNs;
    }

    /**
     * Opens a second client of the session, which takes it over from the first while that goes on sending.
     */
    void challenge() {
        if (challenger == null && client != null) {
            challengerTape = new ClientTape(recorder, true);
            challenger = host.open(challengerTape, inDoubt);
            challengedNs = System.nanoTime();
        }
    }

    /**
     * Leaves the client without a poll.
     *
     * @param forNs how long.
     */
    void leaveUnread(final long forNs) {
        unreadUntilNs = System.nanoTime() + forNs;
    }

    /**
     * Sends as much as is taken.
     *
     * @param forNs how long.
     */
    void flood(final long forNs) {
        floodUntilNs = System.nanoTime() + forNs;
    }

    /**
     * Sends commands at once, whether due or not.
     *
     * @param count at most.
     */
    void burst(final int count) {
        for (int sent = 0; client != null && flowing && sent < count && sendNext();) {
            sent++;
        }
    }

    @Override
    public void close() {
        closeChallenger();
        closeClient();
    }

    private int open() {
        tape = new ClientTape(recorder, true);
        client = host.open(tape, inDoubt);
        return 1;
    }

    private int pollChallenger(final long nowNs) {
        if (challenger == null) {
            return 0;
        }
        final int work = challenger.poll();
        final boolean over = challengerTape.isLoggedOn() && tape.isOver();
        if (over || nowNs - challengedNs > TAKEOVER_NS) {
            takeOver();
        }
        return work;
    }

    private void takeOver() {
        closeClient();
        client = challenger;
        tape = challengerTape;
        challenger = null;
    }

    private int send(final long nowNs) {
        int sent = 0;
        final boolean floods = nowNs - floodUntilNs < 0;
        while (flowing && sent < LIMIT && (floods || dueNs - nowNs <= 0) && sendNext()) {
            dueNs += floods ? 0 : intervalNs;
            sent++;
        }
        return sent;
    }

    private boolean sendNext() {
        if (waiting == null) {
            waiting = flow.next();
        }
        final long number = submit(waiting, flow.tag());
        if (number == TradingSession.CLOSED && challenger == null) {
            disconnect(0);
        }
        if (number <= 0) {
            return false;
        }
        waiting = null;
        return true;
    }

    private long submit(final Command<?> command, final long tag) {
        final long nowNs = System.nanoTime();
        final long number = client.submit(command);
        if (number > 0) {
            final int length = command.encode(scratch, 0, PARTITION, recorder.session(), number, 0);
            recorder.submitted(tape.client(), nowNs, number,
                CommandDigest.of(scratch, 0, length, command.templateId()), command.templateId(), tag);
        }
        return number;
    }

    private void closeClient() {
        if (client != null) {
            client.close();
            recorder.closed(tape.client(), tape.lastState());
            client = null;
        }
    }

    private void closeChallenger() {
        if (challenger != null) {
            challenger.close();
            recorder.closed(challengerTape.client(), challengerTape.lastState());
            challenger = null;
        }
    }
}
