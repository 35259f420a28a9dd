package io.everbook.site;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.SiteStatusDecoder;
import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A site's answer to the question for its status.
 *
 * @param correlationId   of the question.
 * @param member          that answered.
 * @param name            of the site.
 * @param role            one of {@link RoleProbe}'s.
 * @param leader          the member that leads, -1 if it isn't known.
 * @param sequence        of its newest record.
 * @param chain           that record's checksum.
 * @param epoch           of its newest term.
 * @param logPosition     up to which it has applied the log.
 * @param commitPosition  up to which it knows the log committed.
 * @param clockNs         its clock when it answered.
 * @param wallNs          its machine's clock at the same moment.
 * @param logicVersion    of its engine's rules.
 * @param maxLogicVersion that its binary knows.
 * @param caughtUp        whether it has held, since its start, all that the leader then had.
 * @param fresh           whether its directory held nothing of a cluster when it started.
 * @param logStart        where the log in its archive begins; what lies below was deleted.
 * @param notReady        why it is not ready; empty: it is.
 * @param configuration   as {@link SiteConfig#agreement()} renders it.
 */
public record PeerStatus(
    long correlationId,
    int member,
    String name,
    int role,
    int leader,
    long sequence,
    long chain,
    long epoch,
    long logPosition,
    long commitPosition,
    long clockNs,
    long wallNs,
    int logicVersion,
    int maxLogicVersion,
    boolean caughtUp,
    boolean fresh,
    long logStart,
    String notReady,
    String configuration) {

    /**
     * Whether the site leads.
     *
     * @return true if it said so.
     */
    public boolean leads() {
        return role == RoleProbe.LEADER;
    }

    /**
     * The site's role.
     *
     * @return STARTING, FOLLOWER, CANDIDATE or LEADER.
     */
    public String roleName() {
        return RoleProbe.name(role);
    }

    static PeerStatus decode(final DirectBuffer buffer, final int offset) {
        final SiteStatusDecoder status =
            new SiteStatusDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        final byte[] name = new byte[status.siteNameLength()];
        status.getSiteName(name, 0, name.length);
        final byte[] configuration = new byte[status.configurationLength()];
        status.getConfiguration(configuration, 0, configuration.length);
        final byte[] notReady = new byte[status.notReadyLength()];
        status.getNotReady(notReady, 0, notReady.length);
        return new PeerStatus(
            status.correlationId(), status.member(), text(name), status.role(), status.leader(), status.sequence(),
            status.chain(), status.epoch(), status.logPosition(), status.commitPosition(), status.clockNs(),
            status.wallNs(), status.logicVersion(), status.maxLogicVersion(), status.caughtUp() == 1,
            status.fresh() == 1, status.logStart(), text(notReady), text(configuration));
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
