package io.everbook.site;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.EverbookException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SwitchoverTest {
    private static final List<String> NAMES = List.of("alpha", "beta", "gamma");

    @Test
    void shouldMoveTheLeadershipToTheNamedSiteAndRefuseWhatCannotTakeOver() {
        try (TestCluster sites = new TestCluster("switchover", 21_300)) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);
            final int leader = sites.awaitLeader();
            final int target = (leader + 2) % NAMES.size();
            try (MediaDriver driver = driver(sites);
                Switchover switchover =
                    new Switchover(SiteConfig.load(sites.writeConfig(0)), null, driver.aeronDirectoryName())) {
                sites.await(() -> "all are ready", () -> isReady(switchover));
                final Switchover.Moved moved = switchover.move(NAMES.get(target));

                assertThat(moved.moved()).isTrue();
                assertThat(moved.from()).isEqualTo(NAMES.get(leader));
                assertThat(moved.to()).isEqualTo(NAMES.get(target));
                assertRefused(switchover, NAMES.get(target), "leads already");
                assertRefused(switchover, "delta", "there is no site delta");
                sites.process(leader).kill();
                assertRefused(switchover, NAMES.get(leader), NAMES.get(leader) + " doesn't answer");
            }
            sites.start(leader);
            sites.awaitReady(leader);
            TestFlow.trade(sites, "trader-2", 21, 20);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 40);
            sites.succeeded();
        }
    }

    @Test
    void shouldHandOverWhenTheLeaderPausesAgainAndAgain() {
        try (TestCluster sites = new TestCluster("gray", 21_330).set("gray.pauseMs", "50")) {
            sites.startAll();
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 20);
            final int leader = sites.awaitLeader();
            sites.await(() -> "the leader to hand over", () -> {
                pause(sites.process(leader), TimeUnit.MILLISECONDS.toNanos(90));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                return sites.process(leader).err().contains("WARN the leader hands over to member ");
            });
            sites.await(() -> "another leader", () -> "FOLLOWER".equals(sites.process(leader).role()));
            TestFlow.trade(sites, "trader-2", 21, 20);
            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 40);
            sites.succeeded();
        }
    }

    private static void pause(final SiteProcess site, final long nanoseconds) {
        site.signal("STOP");
        LockSupport.parkNanos(nanoseconds);
        site.signal("CONT");
    }

    private static boolean isReady(final Switchover switchover) {
        return switchover.states().values().stream().filter(state -> state.notReady().isEmpty()).count()
            == NAMES.size();
    }

    private static void assertRefused(final Switchover switchover, final String target, final String why) {
        assertThatThrownBy(() -> switchover.move(target)).isInstanceOf(EverbookException.class)
            .hasMessageContaining(why);
    }

    private static MediaDriver driver(final TestCluster sites) {
        return MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(sites.aeronDirectory("operator"))
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .termBufferSparseFile(true));
    }
}
