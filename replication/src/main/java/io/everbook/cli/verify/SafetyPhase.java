package io.everbook.cli.verify;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteState;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.Tally;
import io.everbook.cli.verify.client.Clients;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.fault.Rig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Faults come and go: period after period a random number of them, none a quarter of the time; then everything heals
 * and every command in doubt is resolved.
 */
final class SafetyPhase {
    private static final long ASK_NS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long QUIET_MS = 1_500;
    private static final long RESOLVE_MS = 20_000;
    private static final int MAX_SITE_FAULTS = 4;
    private static final int MAX_OTHER_FAULTS = 5;
    private final SplittableRandom random;
    private final Rig rig;
    private final Clients clients;
    private final Tally tally;
    private final PositionWatch positions;
    private final Lane siteFaults;
    private final Lane otherFaults;
    private final BooleanSupplier atPeriodsEnd;
    private long askedNs;
    private long faultyNs;
    private long periods;

    /**
     * Prepares the phase.
     *
     * @param seed         of the schedule.
     * @param rig          to strike.
     * @param clients      under flow.
     * @param tally        to count in.
     * @param faults       where strikes are noted.
     * @param atPeriodsEnd whether to go on, asked after every period.
     */
    SafetyPhase(final long seed, final Rig rig, final Clients clients, final Tally tally, final FaultLog faults,
        final BooleanSupplier atPeriodsEnd) {
        this.random = new SplittableRandom(seed);
        this.rig = rig;
        this.clients = clients;
        this.tally = tally;
        this.positions = new PositionWatch(tally);
        this.atPeriodsEnd = atPeriodsEnd;
        this.siteFaults = new Lane(kinds(true), random.split(), rig, faults::struck);
        this.otherFaults = new Lane(kinds(false), random.split(), rig, faults::struck);
    }

    /**
     * Runs it.
     *
     * @param wantedNs time with a fault in force or being recovered from.
     */
    void run(final long wantedNs) {
        boolean goOn = true;
        while (goOn && faultyNs < wantedNs) {
            rig.snapshot();
            if (periods++ > 0 && random.nextInt(4) == 0) {
                watch(() -> false, QUIET_MS);
            } else {
                period();
            }
            resolve();
            goOn = atPeriodsEnd.getAsBoolean();
        }
    }

    PositionWatch positions() {
        return positions;
    }

    long faultyNs() {
        return faultyNs;
    }

    /**
     * Looks on for a while, at what sites say and whether they live.
     *
     * @param until     when to stop.
     * @param timeoutMs how long at most.
     * @return whether it came to hold.
     */
    boolean watch(final BooleanSupplier until, final long timeoutMs) {
        return Waiting.holds(() -> {
            look();
            return until.getAsBoolean();
        }, timeoutMs);
    }

    private void period() {
        siteFaults.begin(1 + random.nextInt(MAX_SITE_FAULTS));
        otherFaults.begin(1 + random.nextInt(MAX_OTHER_FAULTS));
        final boolean snapshotLater = random.nextBoolean();
        boolean taken = false;
        while (!siteFaults.isDone() || !otherFaults.isDone()) {
            final long nowNs = System.nanoTime();
            final boolean faulty = siteFaults.isFaulty() || otherFaults.isFaulty();
            look();
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

    private void resolve() {
        final long healedNs = System.nanoTime();
        final boolean resolved = watch(() -> clients.openSince(healedNs) == 0, RESOLVE_MS);
        tally.check(Invariant.RUN, resolved, () -> clients.openSince(healedNs) + " commands were open "
            + RESOLVE_MS + " ms after everything had healed");
        Stream.of(siteFaults, otherFaults).flatMap(lane -> lane.complaints().stream())
            .forEach(what -> tally.violated(Invariant.RUN, what));
        siteFaults.complaints().clear();
        otherFaults.complaints().clear();
    }

    private void look() {
        final long nowNs = System.nanoTime();
        if (nowNs - askedNs > ASK_NS) {
            askedNs = nowNs;
            rig.askStates();
            positions.look(rig.sites());
        }
        if (clients.failure() != null) {
            throw new EverbookException("the clients failed: " + clients.failure(), clients.failure());
        }
        final List<String> dead = rig.deadUnasked();
        if (!dead.isEmpty()) {
            throw new EverbookException("ended without being asked to: " + dead + ", states "
                + rig.sites().stream().map(site -> site.name() + " " + roleOf(site.state())).toList());
        }
    }

    private static String roleOf(final SiteState state) {
        return state.role() + " at " + state.sequence();
    }

    private static List<FaultKind> kinds(final boolean strikesSite) {
        return Stream.of(FaultKind.values()).filter(kind -> kind.strikesSite() == strikesSite).toList();
    }
}
