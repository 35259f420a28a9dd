package io.everbook.engine.session;

import io.everbook.engine.state.Hasher;

/**
 * The newest logic version that each voting site has told the log it knows, by member in ascending order, and how many
 * sites vote (design rule 20). A change of version is decided by these, so that it comes out equal on all sites.
 */
public final class SiteVersions {
    /** How many members are kept; reports of further ones are passed over. */
    public static final int BOUND = 64;

    private final int[] members = new int[BOUND];
    private final int[] versions = new int[BOUND];
    private int count;
    private int voting;

    /**
     * Creates an empty list, of no votes.
     */
    public SiteVersions() {
    }

    /**
     * How many members are kept.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    /**
     * How many sites vote, as the newest report said.
     *
     * @return 0 before the first.
     */
    public int voting() {
        return voting;
    }

    /**
     * Sets how many sites vote.
     *
     * @param sites as a report says.
     */
    public void voting(final int sites) {
        voting = sites;
    }

    /**
     * The member at a place in the order.
     *
     * @param place below {@link #count()}.
     * @return its id.
     */
    public int memberAt(final int place) {
        return members[place];
    }

    /**
     * The newest version that the member at a place knows.
     *
     * @param place below {@link #count()}.
     * @return the version.
     */
    public int versionAt(final int place) {
        return versions[place];
    }

    /**
     * Keeps what a member knows, in place of what it knew.
     *
     * @param member  its id.
     * @param version the newest that it knows.
     */
    public void put(final int member, final int version) {
        int place = 0;
        while (place < count && members[place] < member) {
            place++;
        }
        if (place == count || members[place] != member) {
            if (count == BOUND) {
                return;
            }
            System.arraycopy(members, place, members, place + 1, count - place);
            System.arraycopy(versions, place, versions, place + 1, count - place);
            count++;
        }
        members[place] = member;
        versions[place] = version;
    }

    /**
     * Tells whether every voting site has told that it knows a version.
     *
     * @param version asked for.
     * @return false too while fewer sites have told anything than vote.
     */
    public boolean allKnow(final int version) {
        if (voting < 1 || count < voting) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (versions[i] < version) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds everything of it to a hash.
     *
     * @param hasher to add to.
     */
    public void addTo(final Hasher hasher) {
        hasher.add(voting).add(count);
        for (int i = 0; i < count; i++) {
            hasher.add((long) members[i] << 32 | versions[i] & 0xFFFFFFFFL);
        }
    }
}
