package io.everbook.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.engine.FaultyEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlantedBugTest {
    @Test
    void shouldHaveAPlantForEveryFaultyEngine() {
        final List<String> bugs = Stream.of(PlantedBug.values()).map(Enum::name).toList();

        assertThat(bugs).containsAll(Stream.of(FaultyEngine.values()).map(Enum::name).toList());
        assertThat(Stream.of(PlantedBug.values())).allMatch(bug -> PlantedBug.of(bug.label()) == bug);
    }
}
