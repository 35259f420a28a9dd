package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.CommonContext;
import io.aeron.Counter;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * Has a leader's exchange apply, and answer, what no quorum holds yet: a counter of the commit position that stands
 * before the consensus module's own. Always, or once the quorum falls silent, as a leader does that does not notice.
 */
final class EarlyCommit {
    private static final long AHEAD = 1 << 20;
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final int LEADER = 2;
    private static final int CLUSTER = 0;
    private final SiteConfig config;
    private final boolean always;
    private long last;
    private long movedNs;

    private EarlyCommit(final SiteConfig config, final boolean always) {
        this.config = config;
        this.always = always;
    }

    static void start(final SiteConfig config, final boolean always) {
        final Thread thread = new Thread(() -> new EarlyCommit(config, always).run(), "early-commit");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        final File file = CommonContext.newCncFile(config.aeronDirectory());
        final long oldFile = file.lastModified();
        while (!file.exists() || file.lastModified() == oldFile && oldFile != 0) {
            LockSupport.parkNanos(200_000);
        }
        try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(config.aeronDirectory()))) {
            final UnsafeBuffer key = new UnsafeBuffer(new byte[Integer.BYTES]);
            key.putInt(0, CLUSTER);
            final UnsafeBuffer label = new UnsafeBuffer("early".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            final Counter early = aeron.addCounter(AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID,
                key, 0, key.capacity(), label, 0, label.capacity());
            while (!aeron.isClosed()) {
                update(early, aeron.countersReader());
                LockSupport.parkNanos(50_000);
            }
        }
    }

    private void update(final Counter early, final CountersReader counters) {
        final int real = find(counters, AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID, early.id());
        final int role = find(counters, AeronCounters.CLUSTER_NODE_ROLE_TYPE_ID, -1);
        if (real >= 0) {
            final long position = counters.getCounterValue(real);
            final boolean ahead = role >= 0 && counters.getCounterValue(role) == LEADER && isDue(position);
            early.setRelease(ahead ? position + AHEAD : position);
        }
    }

    private boolean isDue(final long position) {
        final long nowNs = System.nanoTime();
        if (position != last) {
            last = position;
            movedNs = nowNs;
        }
        return always || nowNs - movedNs > SILENCE_NS;
    }

    private static int find(final CountersReader counters, final int type, final int except) {
        for (int id = 0; id <= counters.maxCounterId(); id++) {
            if (id != except && counters.getCounterState(id) == CountersReader.RECORD_ALLOCATED
                && counters.getCounterTypeId(id) == type) {
                return id;
            }
        }
        return -1;
    }
}
