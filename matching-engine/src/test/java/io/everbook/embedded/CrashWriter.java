package io.everbook.embedded;

import io.everbook.api.Command;
import io.everbook.api.EventListener;
import io.everbook.api.TradingSession;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.protocol.LogonAcceptedDecoder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that {@link CrashProof} kills: runs order flow through an embedded exchange, from where the journal ends,
 * and tells on its standard output what it recovered and every command acknowledged.
 *
 * <p>Arguments: directory, seed, stop point or NONE, how many times that point is passed before stopping at it,
 * {@link Sabotage}.
 */
final class CrashWriter implements StopPoints {
    static final EngineConfig ENGINE = EngineConfig.builder().maxOrders(1 << 18).conclude();
    static final int SNAPSHOT_INTERVAL = 400;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OrderFlow flow;
    private final Sabotage sabotage;
    private final String stopAt;
    private long left;

    private CrashWriter(final long seed, final String stopAt, final long left, final Sabotage sabotage) {
        this.flow = new OrderFlow(seed);
        this.stopAt = stopAt;
        this.left = left;
        this.sabotage = sabotage;
    }

    /** How the writer is broken on purpose, to see that the proof notices. */
    enum Sabotage {
        /** It is not. */
        NONE,
        /** Acknowledges each command before it is submitted. */
        ACKNOWLEDGE_FIRST,
        /** Acknowledges one command that never reaches the journal. */
        SKIP_ONE
    }

    /** Runs until it is killed. */
    public static void main(final String[] args) throws IOException {
        new CrashWriter(Long.parseLong(args[1]), args[2], Long.parseLong(args[3]), Sabotage.valueOf(args[4]))
            .run(Path.of(args[0]));
    }

    static EmbeddedConfig.Builder config(final Path directory) {
        return EmbeddedConfig.builder().directory(directory).engine(ENGINE);
    }

    private void run(final Path directory) throws IOException {
        try (EmbeddedExchange exchange = EmbeddedExchange.open(config(directory).stopPoints(this).conclude())) {
            tell("OPEN " + exchange.sequence() + ' ' + exchange.fullHash() + ' ' + exchange.businessHash());
            final Numbers numbers = new Numbers();
            define(exchange, numbers);
            final TradingSession[] sessions = new TradingSession[OrderFlow.SESSIONS];
            for (int i = 0; i < sessions.length; i++) {
                sessions[i] = exchange.logon(OrderFlow.FIRST_SESSION + i, numbers);
            }
            tell("FLOW " + numbers.sum);
            submit(exchange, sessions, numbers.sum);
        }
    }

    private static void define(final EmbeddedExchange exchange, final Numbers numbers) {
        try (TradingSession operator = exchange.logon(Genesis.OPERATOR_SESSION, numbers)) {
            final List<Command<?>> definitions = OrderFlow.definitions();
            definitions.subList((int) numbers.sum, definitions.size()).forEach(operator::submit);
        }
        numbers.sum = 0;
    }

    private void submit(final EmbeddedExchange exchange, final TradingSession[] sessions, final long from)
        throws IOException {
        for (long place = from; ; place++) {
            if (sabotage == Sabotage.ACKNOWLEDGE_FIRST) {
                tell("ACK " + place + ' ' + (exchange.sequence() + 1));
            }
            if (sabotage != Sabotage.SKIP_ONE || place != from + 50) {
                sessions[(int) (place % sessions.length)].submit(flow.command(place));
            }
            tell("ACK " + place + ' ' + exchange.sequence());
            if (place % SNAPSHOT_INTERVAL == SNAPSHOT_INTERVAL - 1) {
                exchange.snapshot();
            }
        }
    }

    private void tell(final String line) throws IOException {
        out.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void reached(final StopPoint point, final long sequence) {
        if (point.name().equals(stopAt) && --left < 0) {
            try {
                tell("AT " + point + ' ' + sequence);
            } catch (final IOException e) {
                throw new AssertionError(e);
            }
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static final class Numbers implements EventListener {
        private long sum;

        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            sum += event.lastCommandNumber();
        }
    }
}
