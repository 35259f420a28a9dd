package io.everbook.cli.verify.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogWindowTest {
    @Test
    void shouldHoldTheLinesWrittenBetweenItsOpeningAndItsEnd() {
        final LogWindow window = new LogWindow(Map.of("one", 3, "two", 0), () -> Map.of("one", 5, "two", 1));

        assertThat(window.holds("one", 2)).isFalse();
        assertThat(window.holds("one", 7)).isTrue();
        window.close();

        assertThat(window.holds("one", 2)).isFalse();
        assertThat(window.holds("one", 3)).isTrue();
        assertThat(window.holds("one", 4)).isTrue();
        assertThat(window.holds("one", 5)).isFalse();
        assertThat(window.holds("two", 0)).isTrue();
        assertThat(window.holds("two", 1)).isFalse();
    }
}
