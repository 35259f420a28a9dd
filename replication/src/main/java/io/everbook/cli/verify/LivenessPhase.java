package io.everbook.cli.verify;

import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.Tally;
import io.everbook.cli.verify.client.Clients;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.fault.Rig;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A quorum is healed and every other fault stays for good: the sites must answer, and go on answering.
 */
final class LivenessPhase {
    /** Within what time a quorum without faults must answer again. */
    static final long BOUND_MS = 10_000;
    private static final long STEADY_MS = 5_000;
    private static final long MAX_SILENCE_MS = 2_000;
    private static final List<FaultKind> PERMANENT = List.of(FaultKind.KILL_LEADER, FaultKind.KILL_FOLLOWER,
        FaultKind.PAUSE_LEADER, FaultKind.PAUSE_FOLLOWER, FaultKind.ISOLATE_LEADER, FaultKind.ISOLATE_FOLLOWER);
    private final SplittableRandom random;
    private final SafetyPhase safety;
    private final Rig rig;
    private final Clients clients;
    private final Tally tally;
    private final FaultLog faults;
    private Fault permanent;

    LivenessPhase(final long seed, final SafetyPhase safety, final Rig rig, final Clients clients, final Tally tally,
        final FaultLog faults) {
        this.random = new SplittableRandom(~seed);
        this.safety = safety;
        this.rig = rig;
        this.clients = clients;
        this.tally = tally;
        this.faults = faults;
    }

    /**
     * Runs it; the fault stays in force.
     */
    void run() {
        safety.watch(() -> rig.leader().isPresent(), BOUND_MS);
        final FaultKind kind = PERMANENT.get(random.nextInt(PERMANENT.size()));
        permanent = kind.make(random.split());
        permanent.strike(rig);
        final FaultRecord record = faults.struck(kind, permanent);
        final long before = clients.answered();
        tally.check(Invariant.I10, safety.watch(() -> clients.answered() > before + 10, BOUND_MS),
            () -> "no answer within " + BOUND_MS + " ms with a quorum healed, after " + kind.label() + " for good");
        safety.watch(() -> false, MAX_SILENCE_MS);
        record.over(System.nanoTime());
        tally.check(Invariant.RUN, goesOn(), () -> "answers stopped with a quorum healed and " + kind.label());
    }

    /**
     * The site that is not well, and need not have everything.
     *
     * @return its name.
     */
    String excused() {
        return permanent == null ? "" : permanent.target();
    }

    private boolean goesOn() {
        boolean going = true;
        for (long ms = 0; going && ms < STEADY_MS; ms += MAX_SILENCE_MS / 4) {
            final long before = clients.answered();
            safety.watch(() -> false, MAX_SILENCE_MS / 4);
            going = safety.watch(() -> clients.answered() > before, MAX_SILENCE_MS);
        }
        return going;
    }
}
