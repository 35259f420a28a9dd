package io.everbook.cli.verify;

import io.everbook.cli.trial.Waiting;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.fault.Rig;
import io.everbook.cli.verify.stage.Stage;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Faults come and go: period after period a random number of them, none a quarter of the time; then everything heals
 * and every command in doubt is resolved.
 */
final class SafetyPhase {
    private static final long QUIET_MS = 1_500;
    private static final long RESOLVE_MS = 30_000;
    private static final int MIN_ROUNDS = 3;
    private static final long ROUND_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int MAX_SITE_FAULTS = 4;
    private static final int MAX_OTHER_FAULTS = 5;
    private final Predicate<Stage> atPeriodsEnd;
    private final SplittableRandom random;
    private final Stage stage;
    private final Rig rig;
    private final Lane siteFaults;
    private final Lane otherFaults;
    private long faultyNs;
    private long periods;

    /**
     * Prepares the phase.
     *
     * @param stage        to play on.
     * @param atPeriodsEnd whether to go on, asked after every period.
     */
    SafetyPhase(final Stage stage, final Predicate<Stage> atPeriodsEnd) {
        this.random = stage.random().split();
        this.stage = stage;
        this.rig = stage.rig();
        this.atPeriodsEnd = atPeriodsEnd;
        this.siteFaults = new Lane(FaultKind.ofSites(), random.split(), stage);
        this.otherFaults = new Lane(FaultKind.ofOthers(), random.split(), stage);
    }

    /**
     * Runs it, until every kind has struck as often as it should in that time.
     *
     * @param wantedNs time with a fault in force or being recovered from.
     * @return false if it was ended before.
     */
    boolean run(final long wantedNs) {
        final int rounds = (int) Math.min(MIN_ROUNDS, (wantedNs + ROUND_NS / 2) / ROUND_NS);
        boolean goOn = true;
        while (goOn && (faultyNs < wantedNs || siteFaults.rounds() < rounds || otherFaults.rounds() < rounds)) {
            rig.snapshot();
            if (periods++ > 0 && random.nextInt(4) == 0) {
                stage.steady(QUIET_MS);
            } else {
                period();
            }
            stage.resolve(RESOLVE_MS);
            goOn = atPeriodsEnd.test(stage);
        }
        return goOn;
    }

    long faultyNs() {
        return faultyNs;
    }

    private void period() {
        siteFaults.begin(1 + random.nextInt(MAX_SITE_FAULTS));
        otherFaults.begin(1 + random.nextInt(MAX_OTHER_FAULTS));
        final boolean snapshotLater = random.nextBoolean();
        boolean taken = false;
        while (!siteFaults.isDone() || !otherFaults.isDone()) {
            final long nowNs = System.nanoTime();
            final boolean faulty = siteFaults.isFaulty() || otherFaults.isFaulty();
            stage.look();
            siteFaults.duty(nowNs);
            otherFaults.duty(nowNs);
            Waiting.pause();
            faultyNs += faulty ? System.nanoTime() - nowNs : 0;
            if (snapshotLater && !taken && siteFaults.isFaulty()) {
                rig.snapshot();
                taken = true;
            }
        }
    }
}
