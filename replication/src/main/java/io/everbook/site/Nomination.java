package io.everbook.site;

import io.aeron.Aeron;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Says when a site that could be elected may ask for votes.
 *
 * <p>Two that ask at once split the votes, and all wait for another round. So the site that comes after the lost leader
 * in the members' order asks at once, and each next one an election timeout later; in a planned move the target asks
 * and the others wait for as long as a leader may be silent. Nobody asks before a quorum canvasses, see
 * {@link Canvass}. A site waits where it can still hear that another was elected: the consensus module is told that
 * somebody else is appointed, since once nominated it would hear nothing and end by calling a healthy leader into an
 * election. If rounds follow each other, chance decides.
 *
 * <p>Used by the consensus module's thread, but for {@link #prefer}.
 */
final class Nomination {
    private static final long ONE_ELECTION_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int NOBODY = -2;

    private final Random chance = new Random();
    private final List<SiteMember> members;
    private final SiteTimers timers;
    private final int self;
    private final IntSupplier lostLeader;
    private volatile Preference preference;
    private long canvassNs;
    private boolean canvassed;
    private long nominatedNs;

    /**
     * Creates it.
     *
     * @param config     of the site.
     * @param lostLeader the id of the last leader, -1 if there was none.
     */
    Nomination(final SiteConfig config, final IntSupplier lostLeader) {
        members = config.members();
        timers = config.timers();
        self = config.member();
        this.lostLeader = lostLeader;
        nominatedNs = System.nanoTime() - ONE_ELECTION_NS;
    }

    /**
     * Leaves the first word in an election that begins now to one site; any thread.
     *
     * @param member the site's id.
     */
    void prefer(final int member) {
        preference = new Preference(member, System.nanoTime());
    }

    /** The consensus module's source of chance, which says how long a nominated site waits. */
    Random random() {
        return new Delay();
    }

    /**
     * Who alone may ask for votes.
     *
     * @param nowNs          of the monotonic clock.
     * @param quorumCanvasses whether this site canvasses and others with it.
     * @return a member's id, {@link Aeron#NULL_VALUE} if anybody may.
     */
    int appointed(final long nowNs, final boolean quorumCanvasses) {
        if (!quorumCanvasses || !canvassed) {
            canvassNs = nowNs;
        }
        canvassed = quorumCanvasses;
        if (!quorumCanvasses) {
            return NOBODY;
        }
        final Preference first = preference;
        if (first != null && nowNs - first.sinceNs() < timers.heartbeatTimeoutNs()) {
            return first.member();
        }
        final long waitNs = rank(lostLeader.getAsInt()) * timers.electionTimeoutNs();
        return nowNs - canvassNs < waitNs ? NOBODY : Aeron.NULL_VALUE;
    }

    /**
     * How long a nominated site waits, as a share of half the election timeout.
     *
     * @param nowNs of the monotonic clock.
     * @return from 0 to 1.
     */
    double delay(final long nowNs) {
        final boolean again = nowNs - nominatedNs < ONE_ELECTION_NS;
        nominatedNs = nowNs;
        return again ? chance.nextDouble() : 0;
    }

    private int rank(final int leader) {
        final int own = indexOf(self);
        return leader < 0 ? own : Math.floorMod(own - indexOf(leader) - 1, members.size());
    }

    private int indexOf(final int id) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private record Preference(int member, long sinceNs) {
    }

    private final class Delay extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return delay(System.nanoTime());
        }
    }
}
