package io.everbook.site;

import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Says how long a site that could be elected waits before it asks for votes, as a share of half the election timeout.
 *
 * <p>Two that ask at once split the votes and all wait for another round. So the site that comes after the lost leader
 * in the members' order asks at once, the next one half an election timeout later, and so on; should that fail, chance
 * decides in the rounds that follow at once. Used by the consensus module's thread.
 */
final class Nomination extends Random {
    private static final long serialVersionUID = 1L;
    private static final long ONE_ELECTION_NS = 2_000_000_000L;

    private final transient List<SiteMember> members;
    private final transient IntSupplier lostLeader;
    private final int self;
    private long lastNs;

    /**
     * Creates it.
     *
     * @param members    of the cluster, in one order everywhere.
     * @param self       this site's id.
     * @param lostLeader the id of the last leader, -1 if there was none.
     */
    Nomination(final List<SiteMember> members, final int self, final IntSupplier lostLeader) {
        this.members = members;
        this.self = self;
        this.lostLeader = lostLeader;
        lastNs = System.nanoTime() - ONE_ELECTION_NS;
    }

    /**
     * The share of half the election timeout to wait; may be above 1.
     */
    @Override
    public double nextDouble() {
        final long nowNs = System.nanoTime();
        final boolean again = nowNs - lastNs < ONE_ELECTION_NS;
        lastNs = nowNs;
        return again ? super.nextDouble() * members.size() : rank(lostLeader.getAsInt());
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
}
