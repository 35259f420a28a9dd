package io.everbook.site;

import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.ConsensusModule;
import io.everbook.api.EverbookException;

import java.lang.reflect.Field;

/**
 * What this site's consensus module holds of the cluster's members: their positions, terms, and when they were heard.
 * Aeron Cluster keeps it to itself, so that it is taken from the module's fields, and a release of Aeron that has other
 * fields fails at once. To be used on the consensus module's thread alone, but for {@link #attach}.
 */
final class ConsensusMembers {
    private static final ClusterMember[] NONE = {};

    private final int self;
    private volatile ClusterMember[] all;
    private Object agent;
    private Field leaderHeard;

    ConsensusMembers(final int self) {
        this(self, NONE);
    }

    ConsensusMembers(final int self, final ClusterMember... all) {
        this.self = self;
        this.all = all;
    }

    /**
     * Finds them in the consensus module of this site.
     *
     * @param module running.
     */
    void attach(final ConsensusModule module) {
        try {
            agent = read(module, "conductor");
            leaderHeard = field(agent, "timeOfLastLogUpdateNs");
            all = (ClusterMember[]) read(agent, "activeMembers");
        } catch (final ReflectiveOperationException | ClassCastException ex) {
            throw new EverbookException("FATAL: this release of Aeron Cluster is not the one that sites are made for; "
                + "put the release of Everbook's pom on the class path", ex);
        }
    }

    /** In the order of their ids; empty until they are attached. */
    ClusterMember[] all() {
        return all;
    }

    int self() {
        return self;
    }

    /** Every other member counts as heard now. */
    void heard(final long nowNs) {
        for (final ClusterMember member : all) {
            member.timeOfLastAppendPositionNs(nowNs);
        }
    }

    /** The leader counts as heard at a time, which may lie ahead. */
    void leaderHeard(final long atNs) {
        try {
            if (all.length > 0) {
                leaderHeard.setLong(agent, atNs);
            }
        } catch (final IllegalAccessException ex) {
            throw new EverbookException("FATAL: the consensus module can't be told when its leader was heard", ex);
        }
    }

    private static Object read(final Object owner, final String name) throws ReflectiveOperationException {
        return field(owner, name).get(owner);
    }

    private static Field field(final Object owner, final String name) throws ReflectiveOperationException {
        final Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
