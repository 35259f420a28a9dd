package io.everbook.site;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessTest {
    @Test
    void shouldNotBeReadyWithAClockThatIsOffAndGoOn() {
        try (TestCluster sites = new TestCluster("skewed", 21_500)) {
            sites.start(0);
            sites.start(1);
            sites.start(2, "clock", "-80");
            TestFlow.ALL.forEach(sites::awaitReady);

            sites.await(() -> "gamma says that its clock is off", () -> sites.process(2).out().lines().anyMatch(
                line -> line.matches("SITE gamma .*ready=false why: its clock is -(7|8)\\d ms ahead of its .*")));
            TestFlow.ALL.forEach(site -> sites.await(() -> "caught up " + site,
                () -> sites.process(site).out().contains("CAUGHT_UP " + TestCluster.NAMES.get(site))));
            TestFlow.define(sites);
            TestFlow.trade(sites, "trader-1", 1, 5);

            Journals.assertEqual(TestFlow.directories(sites, TestFlow.ALL), 5);
            List.of(0, 1).forEach(site -> assertThat(sites.process(site).out())
                .contains("ready=true").doesNotContain("its clock"));
            sites.succeeded();
        }
    }
}
