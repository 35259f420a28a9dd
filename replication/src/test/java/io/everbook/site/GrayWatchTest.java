package io.everbook.site;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import static org.assertj.core.api.Assertions.assertThat;

class GrayWatchTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final GrayWatch watch = new GrayWatch(
        new SiteConfig().gray(new GrayLimits(100, 500, 60_000)), new PrintStream(said));
    private long nowNs = System.nanoTime();

    @Test
    void shouldHandOverAfterFiveSecondsWithPausesAndNotAgainForTheInterval() {
        for (int second = 0; second < 4; second++) {
            assertThat(judge(true, 120)).isFalse();
        }
        assertThat(judge(true, 120)).isTrue();
        watch.handedOver(nowNs, 2);
        assertThat(said.toString()).contains("hands over to member 2: it paused for 120 ms, gray.pauseMs=100");

        for (int second = 0; second < 59; second++) {
            assertThat(judge(true, 120)).isFalse();
        }
        assertThat(judge(true, 120)).isTrue();
    }

    @Test
    void shouldHandOverWhenCommitsAreSlow() {
        watch.commit(600 * MS);
        assertThat(judge(true, 0)).isFalse();
        watch.commit(400 * MS);
        assertThat(judge(true, 0)).isFalse();
        for (int second = 0; second < 4; second++) {
            watch.commit(600 * MS);
            assertThat(judge(true, 0)).isFalse();
        }
        watch.commit(501 * MS);
        assertThat(judge(true, 0)).isTrue();
    }

    @Test
    void shouldLeaveOnePauseAndASlowFollowerAlone() {
        assertThat(judge(true, 150)).isFalse();
        assertThat(judge(true, 0)).isFalse();
        assertThat(judge(true, 150)).isFalse();
        assertThat(judge(false, 150)).isFalse();
        assertThat(judge(false, 150)).isFalse();
    }

    @Test
    void shouldWarnOnceAMinuteThatTheTimersAreUnsafeAndNameTheProfileThatIsSafe() {
        nowNs += SECOND;
        watch.judge(nowNs, false, 190 * MS, 3 * MS);
        judge(false, 195);

        assertThat(said.toString()).containsOnlyOnce("WARN").contains(
            "this site paused for 190 ms, the limit is 163 ms; timers.profile=METRO is safe");
        nowNs += 61 * SECOND;
        watch.judge(nowNs, false, 0, 80 * MS);
        assertThat(said.toString()).contains(
            "a round trip to a peer took 80 ms, the limit is 6 ms; timers.profile=WAN is safe");
    }

    private boolean judge(final boolean leads, final long pauseMs) {
        nowNs += SECOND;
        assertThat(watch.isDue(nowNs)).isTrue();
        return watch.judge(nowNs, leads, pauseMs * MS, 0);
    }
}
