package io.everbook.engine;

import io.everbook.protocol.Side;
import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.limit;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Design rule 21.
 */
class QuarantineTest {
    private final EngineRig rig = EngineRig.trading();

    @Test
    void shouldAnswerTheSessionAndAdvanceItsNumber() {
        final long business = rig.engine().businessHash();
        final int length = limit(1, Side.BUY, 100, 10).encode(rig.command, 0, 1, 101, rig.nextNumber(101), 77);

        assertThat(rig.quarantine(101, length)).containsExactly("101 REJECTED #1 template 10 i7 o- c0 QUARANTINED");
        assertThat(rig.engine().businessHash()).isEqualTo(business);
        assertThat(rig.raw(101, length).get(0)).startsWith("101 ALREADY #1").endsWith("QUARANTINED");
        assertThat(rig.send(101, limit(1, Side.BUY, 100, 10)).get(0)).contains("ACCEPTED #2");
    }

    @Test
    void shouldRefuseWhatWouldNotHaveBeenDecided() {
        final int length = cancel(1).encode(rig.command, 0, 1, 101, 5, 77);

        assertThat(rig.quarantine(101, length).get(0)).contains("REFUSED #5").endsWith("QUARANTINED");
        assertThat(rig.quarantine(102, length).get(0)).contains("REFUSED #5").endsWith("QUARANTINED");
        assertThat(rig.quarantine(101, 9).get(0)).contains("REFUSED").endsWith("QUARANTINED");
        assertThat(rig.send(101, limit(1, Side.BUY, 100, 10)).get(0)).contains("ACCEPTED #1");
    }

    @Test
    void shouldLeaveACommandOfTheLogWithoutEffect() {
        rig.term(9);
        assertThat(rig.engine().epoch()).isEqualTo(9);
        final int length = 8 + io.everbook.protocol.TermStartedEncoder.BLOCK_LENGTH;
        rig.command.putLong(48, 10);

        assertThat(rig.quarantine(0, length)).isEmpty();
        assertThat(rig.engine().epoch()).isEqualTo(9);
    }
}
