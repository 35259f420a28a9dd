package io.everbook.cli.verify.fault;

import io.everbook.cli.trial.SiteProcess;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One fault: it strikes, lasts, is lifted, and is over once what it hurt is well again. Used by the thread that runs
 * the schedule.
 */
public abstract class Fault {
    private final SplittableRandom random;
    private final long holdNs;
    private SiteProcess victim;
    private long answeredAtLift;

    /**
     * Creates it.
     *
     * @param random    of this fault alone.
     * @param minHoldMs how long it lasts at least.
     * @param maxHoldMs how long it lasts at most.
     */
    Fault(final SplittableRandom random, final long minHoldMs, final long maxHoldMs) {
        this.random = random;
        this.holdNs = TimeUnit.MILLISECONDS.toNanos(random.nextLong(minHoldMs, maxHoldMs + 1));
    }

    /**
     * How long it lasts from its strike to when it is to be lifted.
     *
     * @return nanoseconds.
     */
    public final long holdNs() {
        return holdNs;
    }

    /**
     * Whom it strikes.
     *
     * @return a site, or words.
     */
    public final String target() {
        return victim == null ? "links or clients" : victim.name();
    }

    /**
     * Whether it strikes in no time, so that the clients' thread can do it with commands just sent.
     *
     * @return false if it takes longer than clients can be kept waiting.
     */
    public boolean isSudden() {
        return true;
    }

    /**
     * Makes the fault.
     *
     * @param rig to make it on.
     */
    public abstract void strike(Rig rig);

    /**
     * Called again and again while the fault lasts.
     *
     * @param rig    it is made on.
     * @param lastNs how long it has lasted.
     */
    public void tick(final Rig rig, final long lastNs) {
    }

    /**
     * Whether it has shown by now what it is there to show; until then it is not lifted, for a while.
     *
     * @return true if it may be lifted.
     */
    public boolean isRipe() {
        return true;
    }

    /**
     * Takes the fault away.
     *
     * @param rig it was made on.
     */
    public abstract void lift(Rig rig);

    /**
     * Whether what it hurt is well again.
     *
     * @param rig it was made on.
     * @return true if so.
     */
    public boolean isOver(final Rig rig) {
        return victim == null ? rig.clients().answered() > answeredAtLift : isCaughtUp(rig, victim);
    }

    /**
     * Lifts it and notes the time for {@link #isOver}.
     *
     * @param rig it was made on.
     */
    public final void end(final Rig rig) {
        lift(rig);
        answeredAtLift = rig.clients().answered();
    }

    /**
     * What it did that must not be, where its own outcome is checked.
     *
     * @return in words; empty if all is well.
     */
    public List<String> complaints() {
        return List.of();
    }

    final SplittableRandom random() {
        return random;
    }

    final SiteProcess victim() {
        return victim;
    }

    final SiteProcess victim(final SiteProcess site) {
        victim = site;
        return site;
    }

    /**
     * Strikes a follower by killing it and waiting for its end.
     */
    final void stopFollower(final Rig rig) {
        victim(rig.followerNow(random()));
        rig.kill(victim());
        victim.kill();
    }

    /**
     * Whether a site takes part and has what the leader has, and the sites answer.
     */
    final boolean isCaughtUp(final Rig rig, final SiteProcess site) {
        if (!site.isAlive() || !site.state().caughtUp() || rig.clients().answered() <= answeredAtLift) {
            return false;
        }
        return rig.leader().filter(leader -> site.state().sequence() + NEAR >= leader.state().sequence()).isPresent();
    }

    /** Records that a site which follows may be behind one that is asked a moment later. */
    private static final long NEAR = 256;
}
