package io.everbook.site;

import java.io.PrintStream;

/**
 * Prints one line for every change of a site's state, for people and for harnesses that follow it:
 *
 * <pre>
 * SITE name member=0 role=LEADER epoch=3 sequence=1042 ready=true
 * SITE name member=0 role=LEADER epoch=3 sequence=1042 ready=false why: its clock is …
 * READY name member=0 role=LEADER epoch=3 sequence=1042
 * CAUGHT_UP name member=0 role=LEADER epoch=3 sequence=1042
 * </pre>
 *
 * <p>{@code READY} comes once, when the site leads or follows a leader for the first time, {@code CAUGHT_UP} once, when
 * it has held all that the leader then had: until a site that returned says so, the loss of another may lose what
 * was acknowledged (MEMORY_QUORUM).
 */
final class SiteReporter {
    private final SiteConfig config;
    private final PrintStream out;
    private int role = RoleProbe.STARTING;
    private long epoch = -1;
    private String notReady = "starting";
    private boolean ready;
    private boolean caughtUp;

    SiteReporter(final SiteConfig config, final PrintStream out) {
        this.config = config;
        this.out = out;
    }

    void say(final String text) {
        out.println("SITE " + config.name() + " member=" + config.member() + ' ' + text);
        out.flush();
    }

    int update(final int newRole, final boolean settled, final SiteState state) {
        final SiteState.Moment moment = state.read();
        final String reason = state.notReady();
        final boolean same = newRole == role && (moment.epoch() == epoch || !settled) && reason.equals(notReady);
        if (!same) {
            role = newRole;
            epoch = moment.epoch();
            notReady = reason;
            say(line(moment) + (reason.isEmpty() ? " ready=true" : " ready=false why: " + reason));
        }
        if (settled && !ready) {
            ready = true;
            once("READY", moment);
        }
        if (ready && !caughtUp && state.caughtUp()) {
            caughtUp = true;
            once("CAUGHT_UP", moment);
        }
        return same ? 0 : 1;
    }

    private void once(final String what, final SiteState.Moment moment) {
        out.println(what + ' ' + config.name() + " member=" + config.member() + ' ' + line(moment));
        out.flush();
    }

    private String line(final SiteState.Moment moment) {
        return "role=" + RoleProbe.name(role) + " epoch=" + moment.epoch() + " sequence=" + moment.sequence();
    }
}
