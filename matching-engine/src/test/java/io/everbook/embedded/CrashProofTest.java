package io.everbook.embedded;

import io.everbook.embedded.CrashWriter.Sabotage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Twenty kills of an embedded writer, and that the proof notices a writer which is broken on purpose.
 * {@code -Deverbook.seed=N} plays the flow and the kills of one seed again; where in the flow a kill falls is up to the
 * machine.
 */
class CrashProofTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void shouldLoseNothingAcknowledgedAndRecoverTheUninterruptedState() throws Exception {
        final long seed = Long.getLong("everbook.seed", System.nanoTime());
        final CrashProof proof = new CrashProof(directory, seed, Sabotage.NONE, System.out);

        proof.run(14, 2);

        assertThat(proof.faults()).isEmpty();
        assertThat(proof.kills()).isEqualTo(20);
        assertThat(proof.acknowledged().count()).isPositive();
        assertThat(proof.acknowledged().missing()).isZero();
        assertThat(proof.acknowledged().unacknowledged()).isPositive();
    }

    @Test
    void shouldNoticeAcknowledgementsBeforeTheAppend() throws Exception {
        final CrashProof proof = new CrashProof(directory, 1, Sabotage.ACKNOWLEDGE_FIRST, System.out);

        proof.run(0, 1);

        assertThat(proof.faults()).anyMatch(fault -> fault.contains("acknowledged commands are missing"));
    }

    @Test
    void shouldNoticeOneCommandThatWasNeverAppended() throws Exception {
        final CrashProof proof = new CrashProof(directory, 1, Sabotage.SKIP_ONE, System.out);

        proof.run(1, 0);

        assertThat(proof.faults()).isNotEmpty();
    }
}
