package io.everbook.cli.verify.client;

import io.everbook.api.Command;
import io.everbook.api.EventDispatcher;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.OrderFlow;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.Reason;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session that speaks the protocol by itself and tries what a faulty client might: decided commands again, the same
 * number with other content, numbers too high, numbers long out of the window, and a second connection that takes the
 * session over while the first goes on. What it means in earnest is sent again after every logon until it is answered.
 * Used by the clients' thread alone.
 */
final class UnrulySession implements SessionActor {
    private static final int PARTITION = 1;
    private static final int IN_FLIGHT = 32;
    private static final int KEPT = 4 * Market.UNRULY_WINDOW;
    private static final int GAP = 5;
    private static final int GHOSTS = 24;
    private static final long LOGON_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long STALLED_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * Command.MAX_ENCODED_LENGTH]);
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final TreeMap<Long, byte[]> sent = new TreeMap<>();
    private final ClientHost host;
    private final SessionRecorder recorder;
    private final OrderFlow flow;
    private final SplittableRandom random;
    private final long intervalNs;
    private RawConnection connection;
    private RawConnection ghost;
    private Tape tape;
    private long lastSent;
    private long lastDecided;
    private long cursor = 1;
    private boolean loggedOn;
    private long logonNs;
    private long movedNs;
    private boolean flowing;
    private long dueNs;
    private int ghostsLeft;

    UnrulySession(final ClientHost host, final SessionRecorder recorder, final OrderFlow flow, final long seed,
        final long intervalNs) {
        this.host = host;
        this.recorder = recorder;
        this.flow = flow;
        this.random = new SplittableRandom(seed * 31 + recorder.session());
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
        if (connection == null) {
            connect();
        }
        int work = connection.poll(nowNs) + (ghost == null ? 0 : ghost.poll(nowNs));
        if (!loggedOn) {
            logOn(nowNs);
        } else {
            work += sendAgain(nowNs);
        }
        while (flowing && loggedOn && dueNs - nowNs <= 0) {
            dueNs = Math.max(dueNs + intervalNs, nowNs - 4 * intervalNs);
            act(nowNs);
            work++;
        }
        return work;
    }

    /**
     * Takes the session over on a second connection, while the first goes on sending what must be refused.
     */
    void usurp() {
        closeGhost();
        ghost = connection;
        ghostsLeft = GHOSTS;
        connect();
    }

    /**
     * Drops the connection.
     */
    void disconnect() {
        loggedOn = false;
        connection.drop();
    }

    @Override
    public void close() {
        closeGhost();
        if (connection != null) {
            connection.close();
            recorder.closed(tape.client(), "");
        }
    }

    private void connect() {
        tape = new Tape(recorder);
        connection = host.connect(Market.participantOf(recorder.session()), tape);
        loggedOn = false;
    }

    private void closeGhost() {
        if (ghost != null) {
            ghost.close();
            ghost = null;
        }
    }

    private void logOn(final long nowNs) {
        if (nowNs - logonNs > LOGON_NS) {
            logonNs = nowNs;
            send(connection, UncountedMessages.logon(recorder.session()));
        }
    }

    private void onLoggedOn(final long lastCommandNumber) {
        loggedOn = true;
        movedNs = System.nanoTime();
        lastDecided = Math.max(lastDecided, lastCommandNumber);
        cursor = Math.min(lastCommandNumber + 1, recorder.firstOpen(lastSent + 1));
    }

    private int sendAgain(final long nowNs) {
        if (recorder.open() > 0 && nowNs - movedNs > STALLED_NS) {
            loggedOn = false;
            return 1;
        }
        final long first = cursor;
        while (cursor <= lastSent && send(connection, sent.get(cursor))) {
            recorder.resent(tape.client(), cursor++);
        }
        return (int) (cursor - first);
    }

    private void act(final long nowNs) {
        final int dice = random.nextInt(100);
        if (ghost != null && ghostsLeft > 0 && dice < 50) {
            ghostsLeft--;
            probe(ghost, lastSent + 1 + random.nextInt(2), nowNs);
        } else if (dice < 50) {
            sendNext(nowNs);
        } else if (dice < 78) {
            repeat(lastDecided - random.nextInt(Market.UNRULY_WINDOW));
        } else if (dice < 86) {
            repeat(lastDecided - Market.UNRULY_WINDOW - random.nextInt(Market.UNRULY_WINDOW));
        } else if (dice < 92) {
            probe(connection, lastDecided - random.nextInt(Market.UNRULY_WINDOW), nowNs);
        } else if (dice < 97) {
            probe(connection, lastSent + GAP, nowNs);
        } else {
            send(connection, UncountedMessages.testRequest(recorder.session()));
        }
    }

    private void sendNext(final long nowNs) {
        if (cursor <= lastSent || recorder.open() >= IN_FLIGHT) {
            return;
        }
        final Command<?> command = flow.next();
        final long number = lastSent + 1;
        final int length = encode(command, number);
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        sent.put(number, bytes);
        sent.headMap(number - KEPT).clear();
        movedNs = recorder.open() == 0 ? nowNs : movedNs;
        lastSent = number;
        recorder.submitted(tape.client(), nowNs, number,
            CommandDigest.of(buffer, 0, length, command.templateId()), command.templateId(), flow.tag());
        if (connection.send(buffer, length) && cursor == number) {
            cursor = number + 1;
        }
    }

    private void repeat(final long number) {
        final byte[] bytes = sent.get(number);
        if (bytes != null && send(connection, bytes)) {
            recorder.resent(tape.client(), number);
        }
    }

    /**
     * Sends what must not be decided under that number from that connection. The flow's command is used up by it.
     */
    private void probe(final RawConnection through, final long number, final long nowNs) {
        if (number < 1) {
            return;
        }
        final Command<?> command = flow.next();
        final int length = encode(command, number);
        recorder.probed(tape.client(), nowNs, number,
            CommandDigest.of(buffer, 0, length, command.templateId()), command.templateId());
        through.send(buffer, length);
    }

    private boolean send(final RawConnection through, final byte[] bytes) {
        buffer.putBytes(0, bytes);
        return through.send(buffer, bytes.length);
    }

    private int encode(final Command<?> command, final long number) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        return command.encode(buffer, 0, PARTITION, recorder.session(), number, 0);
    }

    private void onRefused(final CommandRefusedDecoder event) {
        if (event.reason() == Reason.NOT_LOGGED_ON) {
            loggedOn = false;
        } else if (event.reason() == Reason.SEQUENCE_GAP && event.commandNumber() <= lastSent) {
            cursor = Math.min(cursor, event.expectedCommandNumber());
        }
    }

    private void onDecided(final long number) {
        lastDecided = Math.max(lastDecided, number);
        movedNs = System.nanoTime();
    }

    /**
     * One connection's ears: what comes over one that was taken over is on record and changes nothing.
     */
    private final class Tape extends ClientTape implements RawConnection.Listener {
        Tape(final SessionRecorder recorder) {
            super(recorder, false);
        }

        @Override
        public void onConnected() {
            if (this == tape) {
                loggedOn = false;
                logonNs = 0;
            }
        }

        @Override
        public void onMessage(final DirectBuffer message, final int offset, final int length) {
            dispatcher.dispatchAll(message, offset, length, this);
        }

        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            super.onLogonAccepted(event);
            if (this == tape) {
                onLoggedOn(event.lastCommandNumber());
            }
        }

        @Override
        public void onCommandRefused(final CommandRefusedDecoder event) {
            super.onCommandRefused(event);
            if (this == tape) {
                onRefused(event);
            }
        }

        @Override
        public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
            super.onAlreadyDecided(event);
            onDecided(event.commandNumber());
        }

        @Override
        protected void onSeen(final int session, final SeenEvent event) {
            super.onSeen(session, event);
            if (event.terminal()) {
                onDecided(event.commandNumber());
            }
        }

        @Override
        protected void onFill(final int session, final Fill fill) {
            // Its event is on record.
        }
    }
}
