package io.everbook.cli.verify;

import io.everbook.api.EverbookException;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.fault.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Faults one after the other, dealt from a shuffled deck of kinds so that each comes as often as any other. What a
 * fault draws is a function of the seed and of its place in the lane, not of time.
 */
final class Lane {
    private static final long MAX_PAUSE_MS = 900;
    private static final long RECOVERY_NS = TimeUnit.SECONDS.toNanos(45);
    private final List<FaultKind> deck = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<FaultKind> kinds;
    private final SplittableRandom random;
    private final Rig rig;
    private final BiFunction<FaultKind, Fault, FaultRecord> onStrike;
    private int quota;
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
     * @param kinds    that it deals.
     * @param random   of this lane alone.
     * @param rig      to strike.
     * @param onStrike notes a strike.
     */
    Lane(
        final List<FaultKind> kinds, final SplittableRandom random, final Rig rig,
        final BiFunction<FaultKind, Fault, FaultRecord> onStrike) {
        this.kinds = kinds;
        this.random = random;
        this.rig = rig;
        this.onStrike = onStrike;
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

    boolean isDone() {
        return fault == null && quota == 0;
    }

    List<String> complaints() {
        return complaints;
    }

    /**
     * Strikes, lifts, and sees whether all is well again, whatever is due.
     *
     * @param nowNs the time.
     */
    void duty(final long nowNs) {
        if (fault == null) {
            if (quota > 0 && nowNs - nextNs >= 0) {
                strike();
            }
        } else if (!lifted) {
            last(nowNs);
        } else if (fault.isOver(rig)) {
            end(nowNs);
        } else if (nowNs - liftedNs > RECOVERY_NS) {
            throw new EverbookException(kind.label() + " on " + fault.target() + " was lifted "
                + TimeUnit.NANOSECONDS.toSeconds(RECOVERY_NS) + " s ago and is not recovered from");
        }
    }

    private void strike() {
        if (rig.leader().isEmpty()) {
            return;
        }
        quota--;
        kind = deal();
        fault = kind.make(random.split());
        lifted = false;
        fault.strike(rig);
        struckNs = System.nanoTime();
        record = onStrike.apply(kind, fault);
    }

    private void last(final long nowNs) {
        final long lastNs = nowNs - struckNs;
        if (lastNs >= fault.holdNs()) {
            fault.end(rig);
            lifted = true;
            liftedNs = System.nanoTime();
            record.lifted(liftedNs);
        } else {
            fault.tick(rig, lastNs);
        }
    }

    private void end(final long nowNs) {
        record.over(nowNs);
        fault.complaints().forEach(what -> complaints.add(kind.label() + ": " + what));
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
