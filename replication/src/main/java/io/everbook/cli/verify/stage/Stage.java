package io.everbook.cli.verify.stage;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.Tally;
import io.everbook.cli.verify.client.Clients;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import io.everbook.cli.verify.fault.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sites and clients under watch. Used by the thread that plays.
 */
public final class Stage {
    /** Within what time a quorum without faults must answer again. */
    public static final long BOUND_MS = 15_000;
    private static final int BURST = 24;
    private static final long ASK_NS = TimeUnit.MILLISECONDS.toNanos(40);
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final Rig rig;
    private final Clients clients;
    private final Tally tally;
    private final FaultLog faults;
    private final PositionWatch positions;
    private final List<Struck> inForce = new ArrayList<>();
    private String excused = "";
    private long askedNs;

    /**
     * Creates it.
     *
     * @param seed    of what is random.
     * @param rig     to strike.
     * @param clients under flow.
     * @param tally   to count in.
     * @param faults  where strikes are noted.
     */
    public Stage(
        final long seed, final Rig rig, final Clients clients, final Tally tally, final FaultLog faults) {
        this.random = new SplittableRandom(seed);
        this.rig = rig;
        this.clients = clients;
        this.tally = tally;
        this.faults = faults;
        this.positions = new PositionWatch(tally);
    }

    /**
     * What faults are made on.
     *
     * @return the rig.
     */
    public Rig rig() {
        return rig;
    }

    /**
     * The clients.
     *
     * @return them.
     */
    public Clients clients() {
        return clients;
    }

    /**
     * What is random.
     *
     * @return the one source for it.
     */
    public SplittableRandom random() {
        return random;
    }

    /**
     * Strikes, with commands in flight; what the fault does while it lasts it does whenever the stage is looked at.
     *
     * @param kind of the fault.
     * @return the fault in force.
     */
    public Struck strike(final FaultKind kind) {
        if (!watch(() -> rig.leader().isPresent(), BOUND_MS)) {
            throw new EverbookException("no leader within " + BOUND_MS + " ms, so that nothing can be struck");
        }
        final Struck struck = strike(kind, kind.make(random.split()), BURST);
        inForce.add(struck);
        return struck;
    }

    /**
     * Strikes.
     *
     * @param kind  of the fault.
     * @param fault to strike with.
     * @param burst commands that every session sends right before; 0 for none.
     * @return the fault in force.
     */
    public Struck strike(final FaultKind kind, final Fault fault, final int burst) {
        final LogWindow window = faults.openWindow();
        final int inFlight =
            fault.isSudden() ? clients.amid(burst, () -> fault.strike(rig)) : strikeSlowly(fault, burst);
        return new Struck(this, kind, fault, faults.struck(kind, fault, inFlight, window));
    }

    /**
     * Looks on, at what sites say and whether they live.
     *
     * @param until     when to stop.
     * @param timeoutMs how long at most.
     * @return whether it came to hold.
     */
    public boolean watch(final BooleanSupplier until, final long timeoutMs) {
        return Waiting.holds(() -> {
            look();
            return until.getAsBoolean();
        }, timeoutMs);
    }

    /**
     * Lets the flow go on.
     *
     * @param ms how long.
     */
    public void steady(final long ms) {
        watch(() -> false, ms);
    }

    /**
     * Looks once.
     *
     * @throws EverbookException if a site or the clients ended unasked.
     */
    public void look() {
        final long nowNs = System.nanoTime();
        if (nowNs - askedNs > ASK_NS) {
            askedNs = nowNs;
            rig.askStates();
            positions.look(rig.sites());
        }
        inForce.removeIf(struck -> !struck.tick());
        if (clients.failure() != null) {
            throw new EverbookException("the clients failed: " + clients.failure(), clients.failure());
        }
        final List<String> dead = rig.deadUnasked();
        if (!dead.isEmpty()) {
            throw new EverbookException("ended without being asked to: " + dead);
        }
    }

    /**
     * Waits until the sites answer.
     *
     * @param what happened before.
     */
    public void requireAnswers(final String what) {
        final long before = clients.answered();
        tally.check(Invariant.I10, watch(() -> clients.answered() > before, BOUND_MS),
            () -> "no answer within " + BOUND_MS + " ms after " + what);
    }

    /**
     * Waits until another site leads.
     *
     * @param old  leader.
     * @param what is to make it lose the lead.
     */
    public void requireOtherLeader(final String old, final String what) {
        require(watch(() -> rig.leader().filter(site -> !site.name().equals(old)).isPresent(), BOUND_MS),
            old + " still leads " + BOUND_MS + " ms after " + what);
    }

    /**
     * Counts a condition of the play.
     *
     * @param holds     whether it is met.
     * @param otherwise what is wrong if it isn't.
     */
    public void require(final boolean holds, final String otherwise) {
        tally.check(Invariant.RUN, holds, () -> otherwise);
    }

    /**
     * Waits until every command sent before now is answered, or known as never sequenced.
     *
     * @param timeoutMs how long at most.
     */
    public void resolve(final long timeoutMs) {
        final long nowNs = System.nanoTime();
        final boolean resolved = watch(() -> clients.openSince(nowNs) == 0, timeoutMs);
        tally.check(Invariant.RUN, resolved, () -> clients.openSince(nowNs) + " commands were open "
            + timeoutMs + " ms after everything had healed");
    }

    /**
     * Notes what was measured.
     *
     * @param name  of the figure.
     * @param value of it.
     */
    public void measured(final String name, final Object value) {
        figures.put(name, value);
    }

    /**
     * The figures noted.
     *
     * @return by name.
     */
    public Map<String, Object> figures() {
        return figures;
    }

    /**
     * Lets a site be unwell to the end.
     *
     * @param site its name.
     */
    public void excuse(final String site) {
        excused = site;
    }

    /**
     * The site that may be unwell in the end.
     *
     * @return its name; empty if all must be well.
     */
    public String excused() {
        return excused;
    }

    /**
     * Checks that the sites that are well have everything they ever told of.
     *
     * @param site         asked about.
     * @param lastSequence of its journal.
     */
    public void endPositions(final String site, final long lastSequence) {
        positions.end(site, lastSequence);
    }

    /**
     * The sites that must be well.
     *
     * @return all but the one excused.
     */
    public List<SiteProcess> well() {
        return rig.sites().stream().filter(site -> !site.name().equals(excused)).toList();
    }

    /**
     * Notes what must not be.
     *
     * @param what is wrong.
     */
    public void complain(final String what) {
        tally.violated(Invariant.RUN, what);
    }

    /**
     * Counts what holds of a promise to answer.
     *
     * @param holds     whether it does.
     * @param otherwise what is wrong if it doesn't.
     */
    public void requireLive(final boolean holds, final Supplier<String> otherwise) {
        tally.check(Invariant.I10, holds, otherwise);
    }

    private int strikeSlowly(final Fault fault, final int burst) {
        final int inFlight = clients.amid(burst, () -> { });
        fault.strike(rig);
        return inFlight;
    }
}
