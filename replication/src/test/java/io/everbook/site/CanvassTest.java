package io.everbook.site;

import io.aeron.cluster.ClusterMember;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CanvassTest {
    private static final long MS = 1_000_000;

    private final ClusterMember[] members = ClusterMember.parse("0,a:1,a:2,a:3,a:4,a:5|1,b:1,b:2,b:3,b:4,b:5|"
        + "2,c:1,c:2,c:3,c:4,c:5");
    private final Canvass canvass =
        new Canvass(new ConsensusMembers(0, members), SiteTimers.of(Map.of("statusInterval", 10L)));
    private long nowNs = System.nanoTime();

    @Test
    void shouldCountAMemberThatIsHeardAtEveryStatusInterval() {
        assertThat(heard(1)).isFalse();
        assertThat(heard(1)).isFalse();
        assertThat(heard(1)).isTrue();
    }

    @Test
    void shouldNotCountTheBurstOfAnElectionThatIsOver() {
        heard(1);
        for (int i = 0; i < 20; i++) {
            nowNs += MS / 5;
            hears(1);
            hears(2);
            assertThat(canvass.isQuorum(nowNs, true)).isFalse();
        }
    }

    @Test
    void shouldCountNobodyThatFellSilent() {
        heard(1);
        heard(1);
        assertThat(heard(1)).isTrue();
        nowNs += 101 * MS;
        assertThat(canvass.isQuorum(nowNs, true)).isFalse();
        assertThat(heard(1)).isFalse();
    }

    @Test
    void shouldCountNothingHeardBeforeThisSiteCanvassed() {
        for (int i = 0; i < 5; i++) {
            nowNs += 10 * MS;
            hears(1);
            assertThat(canvass.isQuorum(nowNs, false)).isFalse();
        }
        nowNs += 10 * MS;
        assertThat(canvass.isQuorum(nowNs, true)).isFalse();
    }

    private boolean heard(final int member) {
        nowNs += 10 * MS;
        hears(member);
        return canvass.isQuorum(nowNs, true);
    }

    private void hears(final int member) {
        members[member].timeOfLastAppendPositionNs(nowNs);
    }
}
