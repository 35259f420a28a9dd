package io.everbook.cli.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The way from one host to another; the way back is another link.
 *
 * @param from the host that sends.
 * @param to   the host that receives.
 */
public record Link(String from, String to) {
    /**
     * Every link between two groups of hosts, both ways.
     *
     * @param some   one group.
     * @param others the other, which shares no host with the first.
     * @return the links, none from a host to itself.
     */
    public static List<Link> between(final Collection<String> some, final Collection<String> others) {
        final List<Link> links = new ArrayList<>();
        for (final String one : some) {
            for (final String other : others) {
                links.add(new Link(one, other));
                links.add(new Link(other, one));
            }
        }
        return links;
    }
}
