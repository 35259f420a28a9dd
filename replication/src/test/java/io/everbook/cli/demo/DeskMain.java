package io.everbook.cli.demo;

import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import io.everbook.client.ExchangeClient;
import org.agrona.collections.LongArrayList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The traders as a process, which can stand on a host of its own: {@code MEMBERS ADDRESS RATE SEED DIRECTORY}. Prints
 * FLOWING once commands are answered, and {@code SILENCE from=EPOCH_MS ms=LENGTH} for every silence of some length,
 * when it ends. Ends with its standard input.
 */
final class DeskMain {
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOGON_MS = 20_000;

    private final long epochOffsetMs = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    private int told = 1;

    private DeskMain() {
    }

    public static void main(final String[] args) throws IOException {
        final DemoConfig config =
            new DemoConfig(Long.parseLong(args[3]), Integer.parseInt(args[2]), List.of(), 0, null, null, false);
        final Workspace workspace = new Workspace("desk", Path.of(args[4]));
        final TraderLoop loop = new TraderLoop();
        final Thread follower = new Thread(() -> new DeskMain().follow(loop), "silences");
        follower.setDaemon(true);
        try (TradingDesk desk = new TradingDesk(config, args[0], workspace,
            client -> new ExchangeClient(client.localAddress(args[1])))) {
            desk.define();
            loop.start(desk.traders(loop));
            Waiting.until(() -> loop.call(() -> loop.traders().stream().allMatch(t -> t.history().logons() > 0)),
                LOGON_MS, () -> "the sessions to log on");
            loop.call(() -> {
                loop.traders().forEach(trader -> trader.startFlow(System.nanoTime()));
                return null;
            });
            follower.start();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            loop.close();
        } finally {
            workspace.removeMemory();
        }
    }

    private void follow(final TraderLoop loop) {
        System.out.println("FLOWING");
        while (loop.isAlive()) {
            loop.call(() -> {
                tell(loop.acknowledgements());
                return null;
            });
            Waiting.pause();
        }
        System.out.println("ENDED " + loop.failure());
    }

    private void tell(final LongArrayList acknowledgements) {
        for (; told < acknowledgements.size(); told++) {
            final long from = acknowledgements.getLong(told - 1);
            final long silenceNs = acknowledgements.getLong(told) - from;
            if (silenceNs >= SILENCE_NS) {
                System.out.println("SILENCE from=" + (epochOffsetMs + TimeUnit.NANOSECONDS.toMillis(from)) + " ms="
                    + TimeUnit.NANOSECONDS.toMillis(silenceNs));
            }
        }
    }
}
