package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.ArrayList;
import java.util.List;

/**
 * One site of the quorum and the endpoints it is reached at, each an IP address and a port.
 *
 * @param id        the member's id, from 0.
 * @param name      the site's name, such as its provider's.
 * @param ingress   where clients send commands.
 * @param consensus where members talk about leadership.
 * @param log       where the log is replicated to.
 * @param catchup   where missing parts of the log are replayed to.
 * @param archive   where the archive is controlled.
 * @param inquiry   where status and replays are asked for.
 */
public record SiteMember(
    int id,
    String name,
    String ingress,
    String consensus,
    String log,
    String catchup,
    String archive,
    String inquiry) {
    private static final int FIELDS = 8;

    /**
     * Parses the members of a cluster.
     *
     * @param text of {@code id,name,ingress,consensus,log,catchup,archive,inquiry}, with {@code ;} between members;
     *             every endpoint is {@code address:port}.
     * @return the members, in the order given.
     */
    public static List<SiteMember> parseAll(final String text) {
        final List<SiteMember> members = new ArrayList<>();
        for (final String member : text.split(";")) {
            if (!member.isBlank()) {
                members.add(parse(member.trim()));
            }
        }
        return List.copyOf(members);
    }

    private static SiteMember parse(final String text) {
        final String[] fields = text.split(",");
        if (fields.length != FIELDS) {
            throw new EverbookException("cluster.members: expected " + FIELDS
                + " fields, id,name,ingress,consensus,log,catchup,archive,inquiry, in '" + text + "'");
        }
        for (int i = 0; i < FIELDS; i++) {
            fields[i] = fields[i].trim();
        }
        for (int i = 2; i < FIELDS; i++) {
            IpEndpoint.check("cluster.members", fields[i]);
        }
        return new SiteMember(
            id(fields[0], text), fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7]);
    }

    private static int id(final String text, final String member) {
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException ex) {
            throw new EverbookException("cluster.members: '" + text + "' is no member id, in '" + member + "'", ex);
        }
    }

    /**
     * Renders the member as {@link #parseAll(String)} reads it.
     *
     * @return the text.
     */
    public String render() {
        return id + "," + name + "," + ingress + "," + consensus + "," + log + "," + catchup + "," + archive + ","
            + inquiry;
    }

    String renderForConsensus() {
        return id + "," + ingress + "," + consensus + "," + log + "," + catchup + "," + archive;
    }

    String archiveHost() {
        return IpEndpoint.host(archive);
    }

    String inquiryHost() {
        return IpEndpoint.host(inquiry);
    }
}
