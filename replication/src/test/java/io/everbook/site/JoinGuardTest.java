package io.everbook.site;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.cluster.client.ClusterException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

class JoinGuardTest {
    private long nowNs;
    private final JoinGuard guard = new JoinGuard(() -> nowNs);
    private final IdleStrategy service = guard.ofService(BusySpinIdleStrategy.INSTANCE);
    private final IdleStrategy consensus = guard.ofConsensus(BusySpinIdleStrategy.INSTANCE);

    @Test
    void shouldEndAWaitOfTheServiceAndThenOnceThatOfTheConsensusModule() {
        service.idle(0);
        waitFor(5);

        assertThatThrownBy(() -> waitFor(1)).isInstanceOf(ClusterException.class);
        assertThatThrownBy(() -> consensus.idle(0)).isInstanceOf(ClusterException.class);
        assertThatCode(() -> consensus.idle(0)).doesNotThrowAnyException();
        assertThatCode(() -> waitFor(5)).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCountWaitsTogether() {
        service.idle(0);
        waitFor(4);
        service.reset();
        waitFor(4);
        service.idle(1);
        waitFor(4);

        assertThatCode(() -> consensus.idle(0)).doesNotThrowAnyException();
    }

    @Test
    void shouldLetAStartTakeAsLongAsItTakes() {
        assertThatCode(() -> waitFor(60)).doesNotThrowAnyException();
    }

    private void waitFor(final int seconds) {
        for (int i = 0; i <= seconds; i++) {
            service.idle();
            nowNs += i < seconds ? TimeUnit.SECONDS.toNanos(1) : 0;
        }
    }
}
