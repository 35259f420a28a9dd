package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks all sites of a configuration for their status, from a process that is no site.
 */
public final class SiteStatuses {
    private static final int RESPONSE_STREAM = 23;

    private SiteStatuses() {
    }

    /**
     * Asks, and waits for the answers.
     *
     * @param config    of any of the sites.
     * @param ownHost   IP address of this machine, that the sites can answer to.
     * @param timeoutNs after which a site counts as silent.
     * @return what each site answered, by member; those that were silent are not in it.
     */
    public static Map<Integer, PeerStatus> ask(final SiteConfig config, final String ownHost, final long timeoutNs) {
        return ask(config.members(), ownHost, timeoutNs);
    }

    static Map<Integer, PeerStatus> ask(final List<SiteMember> sites, final String ownHost, final long timeoutNs) {
        final Map<Integer, PeerStatus> answers = new TreeMap<>();
        try (MediaDriver driver = MediaDriver.launchEmbedded(context());
            Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
            StatusInquiry inquiry = new StatusInquiry(aeron, ownHost, RESPONSE_STREAM, sites,
                status -> answers.put(status.member(), status))) {
            await(sites, inquiry, answers, System.nanoTime() + timeoutNs);
        }
        return answers;
    }

    private static void await(
        final List<SiteMember> sites,
        final StatusInquiry inquiry,
        final Map<Integer, PeerStatus> answers,
        final long deadlineNs) {
        final Map<Integer, Boolean> asked = new TreeMap<>();
        final IdleStrategy idle = new BackoffIdleStrategy();
        while (answers.size() < sites.size() && System.nanoTime() - deadlineNs < 0) {
            for (final SiteMember site : sites) {
                if (!asked.containsKey(site.id()) && inquiry.ask(site.id()) != StatusInquiry.NOT_SENT) {
                    asked.put(site.id(), true);
                }
            }
            idle.idle(inquiry.poll());
        }
    }

    static MediaDriver.Context context() {
        return new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .publicationTermBufferLength(1 << 16)
            .nameResolver(new IpOnlyResolver());
    }
}
