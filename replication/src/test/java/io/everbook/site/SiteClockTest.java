package io.everbook.site;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class SiteClockTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = 1_800_000_000L * SECOND;

    private long wall = START;
    private long monotonic = -5 * SECOND;
    private final SiteClock clock = new SiteClock(() -> wall, () -> monotonic);

    @Test
    void shouldStartAtTheEpochAndMoveWithTheMonotonicClock() {
        assertThat(clock.timeUnit()).isEqualTo(TimeUnit.NANOSECONDS);
        assertThat(clock.time()).isEqualTo(START);

        pass(SECOND / 2);

        assertThat(clock.time()).isEqualTo(START + SECOND / 2);
    }

    @Test
    void shouldFollowAStepOfTheWallClockByAtMost500Ppm() {
        wall += 3_600 * SECOND;
        pass(SECOND);
        clock.time();

        final long before = clock.time();
        pass(SECOND);

        assertThat(clock.time() - before).isEqualTo(SECOND + 500_000);
    }

    @Test
    void shouldNeverGoBack() {
        wall -= 3_600 * SECOND;
        long last = clock.time();
        for (int i = 0; i < 10_000; i++) {
            pass(700_001);
            final long time = clock.time();
            assertThat(time - last).isBetween(700_001L - 400, 700_001L + 400);
            last = time;
        }
    }

    @Test
    void shouldCloseASmallDifferenceAndStayThere() {
        wall += 400_000;
        for (int i = 0; i < 100; i++) {
            pass(SECOND / 10);
            clock.time();
        }

        assertThat(clock.time()).isEqualTo(wall);
    }

    @Test
    void shouldNotOverrunWhileNobodyReadsIt() {
        wall += 400_000;
        pass(SECOND);
        clock.time();

        pass(3_600 * SECOND);

        assertThat(clock.time()).isEqualTo(wall);
    }

    private void pass(final long ns) {
        wall += ns;
        monotonic += ns;
    }
}
