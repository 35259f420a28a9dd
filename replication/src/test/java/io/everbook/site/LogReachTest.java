package io.everbook.site;

import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogReachTest {
    private long position = -1;
    private long recorded;
    private int asked;
    private final LogReach reach = new LogReach(() -> position, () -> {
        asked++;
        return recorded;
    });

    @Test
    void shouldGoOnWhereItsLogReachesTheLeadersBeginning() {
        position = 100;
        reach.onLeader(0);
        reach.onLeader(100);
        assertThat(asked).isZero();
    }

    @Test
    void shouldAskTheArchiveBeforeItGivesUp() {
        recorded = 200;
        reach.onLeader(150);
        reach.onLeader(200);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void shouldEndWhereTheLeadersLogBeginsBehindItsOwn() {
        position = 100;
        recorded = 120;
        assertThatThrownBy(() -> reach.onLeader(121)).isInstanceOf(AgentTerminationException.class)
            .hasMessageContaining("ends at position 120").hasMessageContaining("begins at 121")
            .hasMessageContaining("--seed-from PEER");
    }
}
