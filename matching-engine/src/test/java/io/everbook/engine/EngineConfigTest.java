package io.everbook.engine;

import io.everbook.api.EverbookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EngineConfigTest {
    @Test
    void shouldReadWhatItWrote() {
        final String canonical = EngineConfig.builder().partition(2).maxOrders(3).maxParticipants(4).maxSessions(5)
            .maxConnections(6).maxInstruments(7).conclude().canonical();

        assertThat(EngineConfig.ofCanonical(canonical).canonical()).isEqualTo(canonical);
        assertThat(EngineConfig.ofCanonical("").canonical()).isEqualTo(EngineConfig.defaults().canonical());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxOrder=1", "maxOrders", "maxOrders=many", "partition=0", "=1"})
    void shouldRefuseWhatIsNoSetting(final String line) {
        assertThatThrownBy(() -> EngineConfig.ofCanonical(line)).isInstanceOf(EverbookException.class)
            .hasMessageContaining(line.length() > 2 ? line.substring(0, 9) : line);
    }
}
