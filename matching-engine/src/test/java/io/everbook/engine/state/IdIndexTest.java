package io.everbook.engine.state;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdIndexTest {
    @Test
    void shouldFindWhatAMapWouldThroughPutsAndRemoves() {
        final IdIndex index = new IdIndex();
        final Map<Long, Integer> expected = new HashMap<>();
        final Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            final long id = random.nextInt(400) - 50;
            if (random.nextInt(3) > 0) {
                index.put(id, i);
                expected.put(id, i);
            } else if (expected.remove(id) != null) {
                index.remove(id);
            }
            assertThat(index.find(id)).isEqualTo(expected.getOrDefault(id, IdIndex.MISSING));
        }
        for (long id = -60; id < 360; id++) {
            assertThat(index.find(id)).isEqualTo(expected.getOrDefault(id, IdIndex.MISSING));
        }
    }

    @Test
    void shouldSayWhichIdIsNotThereToRemove() {
        assertThatThrownBy(() -> new IdIndex().remove(17))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("17");
    }
}
