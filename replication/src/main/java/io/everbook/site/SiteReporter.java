package io.everbook.site;

import java.io.PrintStream;

/**
 * Prints one line for every change of a site's state, for people and for harnesses that follow it:
 *
 * <pre>
 * SITE name member=0 role=LEADER epoch=3 sequence=1042
 * READY name member=0 role=LEADER epoch=3 sequence=1042
 * </pre>
 *
 * <p>{@code READY} comes once, when the site leads or follows a leader for the first time and has caught up.
 */
final class SiteReporter {
    private static final String[] ROLES = {"STARTING", "FOLLOWER", "CANDIDATE", "LEADER"};

    private final SiteConfig config;
    private final PrintStream out;
    private int role = RoleProbe.STARTING;
    private long epoch = -1;
    private boolean ready;

    SiteReporter(final SiteConfig config, final PrintStream out) {
        this.config = config;
        this.out = out;
    }

    void say(final String text) {
        out.println("SITE " + config.name() + " member=" + config.member() + ' ' + text);
        out.flush();
    }

    int update(final int newRole, final boolean settled, final SiteState.Moment moment) {
        if (newRole == role && (moment.epoch() == epoch || !settled)) {
            return 0;
        }
        role = newRole;
        epoch = moment.epoch();
        say(line(moment));
        if (settled && !ready) {
            ready = true;
            out.println("READY " + config.name() + " member=" + config.member() + ' ' + line(moment));
            out.flush();
        }
        return 1;
    }

    private String line(final SiteState.Moment moment) {
        return "role=" + ROLES[role] + " epoch=" + moment.epoch() + " sequence=" + moment.sequence();
    }
}
