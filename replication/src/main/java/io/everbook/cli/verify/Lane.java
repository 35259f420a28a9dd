package io.everbook.cli.verify;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.stage.FaultRecord;
import io.everbook.cli.verify.stage.Stage;
import io.everbook.cli.verify.stage.Struck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Faults one after the other, dealt from a shuffled deck of kinds so that each comes as often as any other. What a
 * fault draws is a function of the seed and of its place in the lane, not of time.
 */
final class Lane {
    private static final long MAX_PAUSE_MS = 900;
    private static final int BURST = 24;
    private static final long RECOVERY_NS = TimeUnit.SECONDS.toNanos(90);
    private final List<FaultKind> deck = new ArrayList<>();
    private final List<FaultKind> kinds;
    private final SplittableRandom random;
    private final Stage stage;
    private int quota;
    private int dealt;
    private long nextNs;
    private FaultKind kind;
    private Fault fault;
    private FaultRecord record;
    private long struckNs;
    private boolean lifted;
    private long liftedNs;

    /**
     * Creates a lane.
     *
     * @param kinds  that it deals.
     * @param random of this lane alone.
     * @param stage  to strike on.
     */
    Lane(final List<FaultKind> kinds, final SplittableRandom random, final Stage stage) {
        this.kinds = kinds;
        this.random = random;
        this.stage = stage;
    }

    /**
     * Begins a period.
     *
     * @param count of faults that are to strike in it.
     */
    void begin(final int count) {
        quota = count;
        nextNs = System.nanoTime();
    }

    /**
     * Whether a fault is in force or being recovered from.
     *
     * @return true if so.
     */
    boolean isFaulty() {
        return fault != null;
    }

    /**
     * How often every kind was dealt, at least.
     *
     * @return the count.
     */
    int rounds() {
        return dealt / kinds.size();
    }

    boolean isDone() {
        return fault == null && quota == 0;
    }

    /**
     * Strikes, lifts, and sees whether all is well again, whatever is due.
     *
     * @param nowNs the time.
     */
    void duty(final long nowNs) {
        if (fault == null) {
            if (quota > 0 && nowNs - nextNs >= 0 && stage.rig().leader().isPresent()) {
                strike();
            }
        } else if (!lifted) {
            last(nowNs);
        } else if (fault.isOver(stage.rig())) {
            end(nowNs);
        } else if (nowNs - liftedNs > RECOVERY_NS) {
            stage.rig().sites().forEach(SiteProcess::printThreads);
            throw new EverbookException(kind.label() + " on " + fault.target() + " was lifted "
                + TimeUnit.NANOSECONDS.toSeconds(RECOVERY_NS) + " s ago and is not recovered from");
        }
    }

    private void strike() {
        quota--;
        dealt++;
        kind = deal();
        fault = kind.make(random.split());
        lifted = false;
        record = stage.strike(kind, fault, random.nextBoolean() ? BURST : 0).record();
        struckNs = System.nanoTime();
    }

    private void last(final long nowNs) {
        final long lastNs = nowNs - struckNs;
        if (lastNs >= fault.holdNs() && (fault.isRipe() || lastNs - fault.holdNs() > Struck.RIPE_NS)) {
            fault.end(stage.rig());
            lifted = true;
            liftedNs = System.nanoTime();
            record.lifted(liftedNs);
        } else {
            fault.tick(stage.rig(), lastNs);
        }
    }

    private void end(final long nowNs) {
        record.over(nowNs);
        fault.complaints().forEach(what -> stage.complain(kind.label() + ": " + what));
        fault = null;
        nextNs = nowNs + TimeUnit.MILLISECONDS.toNanos(random.nextLong(MAX_PAUSE_MS));
    }

    private FaultKind deal() {
        if (deck.isEmpty()) {
            deck.addAll(kinds);
            for (int i = deck.size() - 1; i > 0; i--) {
                final int other = random.nextInt(i + 1);
                deck.set(i, deck.set(other, deck.get(i)));
            }
        }
        return deck.remove(deck.size() - 1);
    }
}
