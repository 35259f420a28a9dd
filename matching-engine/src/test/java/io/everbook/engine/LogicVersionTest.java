package io.everbook.engine;

import io.everbook.api.ChangeLogicVersion;
import io.everbook.api.EverbookException;
import io.everbook.engine.reference.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Design rule 20.
 */
class LogicVersionTest {
    private static final long SITES = 500;
    private static final EngineConfig CONFIG = EngineConfig.defaults();

    private final EngineRig rig = new EngineRig(VersionedEngine.create(CONFIG, 2)).readyToTrade();

    @BeforeEach
    void openTheSitesConnection() {
        rig.open(SITES, Genesis.SITES);
    }

    @Test
    void shouldChangeOnceEverySiteKnowsTheVersion() {
        assertThat(change(2)).containsExactly("1 REJECTED #8 template 24 i0 o- c0 LOGIC_VERSION_UNSUPPORTED");
        for (int member = 0; member < 3; member++) {
            assertThat(change(2).get(0)).endsWith("LOGIC_VERSION_UNSUPPORTED");
            assertThat(rig.report(SITES, member, member == 1 ? 1 : 2)).isEmpty();
        }
        assertThat(change(2).get(0)).endsWith("LOGIC_VERSION_UNSUPPORTED");
        rig.report(SITES, 1, 2);

        assertThat(change(3).get(0)).endsWith("INVALID_FIELD");
        assertThat(change(2)).containsExactly("1 LOGIC #14 2");
        assertThat(rig.engine().logicVersion()).isEqualTo(2);
        assertThat(change(2).get(0)).endsWith("INVALID_FIELD");
    }

    @Test
    void shouldTakeReportsFromSitesAlone() {
        for (int member = 0; member < 3; member++) {
            assertThat(rig.report(101, member, 2).get(0)).endsWith("NOT_AUTHORISED");
            assertThat(rig.report(0, member, 2).get(0)).endsWith("NOT_AUTHORISED");
        }
        assertThat(change(2).get(0)).endsWith("LOGIC_VERSION_UNSUPPORTED");
    }

    @Test
    void shouldKeepVersionsThroughASnapshot() {
        rig.report(SITES, 0, 2);
        rig.report(SITES, 2, 2);
        restore(2);
        rig.report(SITES, 1, 2);
        assertThat(change(2).get(0)).contains("LOGIC");
        restore(2);

        assertThat(rig.engine().logicVersion()).isEqualTo(2);
        assertThatThrownBy(() -> restore(1)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("it is of logic version 2, and this binary knows versions up to 1");
    }

    @Test
    void shouldThrowBeforeAnythingIsAppliedWhereTheBinaryIsTooOld() {
        for (int member = 0; member < 3; member++) {
            rig.report(SITES, member, 3);
        }
        change(2);

        assertThatThrownBy(() -> change(3)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("the log changes to logic version 3 at sequence")
            .hasMessageContaining("knows versions up to 2");
        assertThat(rig.engine().logicVersion()).isEqualTo(2);
    }

    @Test
    void shouldHashReportsAndTheVersion() {
        final long before = rig.engine().businessHash();
        final EngineRig other = new EngineRig(VersionedEngine.create(CONFIG, 2)).readyToTrade();
        other.open(SITES, Genesis.SITES);
        rig.report(SITES, 0, 2);
        other.report(SITES, 0, 1);

        assertThat(rig.engine().fullHash()).isNotEqualTo(other.engine().fullHash());
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    private java.util.List<String> change(final int version) {
        return rig.send(OPERATOR, new ChangeLogicVersion().logicVersion(version));
    }

    private void restore(final int maxLogicVersion) {
        rig.engine(VersionedEngine.restore(CONFIG, maxLogicVersion, Snapshot.of(rig.engine()).source()));
    }
}
