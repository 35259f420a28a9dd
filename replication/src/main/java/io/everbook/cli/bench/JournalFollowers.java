package io.everbook.cli.bench;

import io.everbook.cli.trial.ChildProcess;
import io.everbook.cli.trial.JavaCommand;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.trial.Waiting;
import io.everbook.cli.trial.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.CloseHelper;

/**
 * A process beside each site that follows its journal.
 */
final class JournalFollowers implements AutoCloseable {
    private static final long START_MS = 30_000;
    private static final long CATCH_UP_MS = 30_000;
    private final Map<String, Long> read = new ConcurrentHashMap<>();
    private final List<ChildProcess> processes = new ArrayList<>();
    private final List<SiteProcess> sites;

    /**
     * Starts them, and waits until they have come to the end of what the journals hold.
     *
     * @param sites     to stand beside.
     * @param workspace of the sites.
     */
    JournalFollowers(final List<SiteProcess> sites, final Workspace workspace) {
        this.sites = sites;
        for (final SiteProcess site : sites) {
            final String name = site.name() + "-reader";
            processes.add(ChildProcess.start(name, new JavaCommand().flag("-Xmx64m").flag("-XX:+UseSerialGC")
                .of(JournalFollower.class.getName(), workspace.journal(site.name()).toString()), workspace.logs(),
                line -> read.put(site.name(), Long.parseLong(line.substring(line.indexOf('=') + 1)))));
        }
        Waiting.until(() -> read.size() == sites.size(), START_MS, () -> "the readers of the journals to start");
    }

    Map<String, Long> pids() {
        final Map<String, Long> pids = new java.util.LinkedHashMap<>();
        for (int i = 0; i < processes.size(); i++) {
            pids.put(sites.get(i).name() + "-reader", processes.get(i).pid());
        }
        return pids;
    }

    /**
     * Waits until each has read all that its site has applied, as the site says.
     */
    void awaitCaughtUp() {
        Waiting.until(() -> {
            sites.forEach(SiteProcess::askState);
            processes.forEach(process -> process.say(""));
            return sites.stream().allMatch(site -> read.get(site.name()) >= site.state().sequence());
        }, CATCH_UP_MS, () -> "the readers to come to the end of the journals: " + read);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(processes);
    }
}
