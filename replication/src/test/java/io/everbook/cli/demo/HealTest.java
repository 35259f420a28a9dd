package io.everbook.cli.demo;

import io.everbook.cli.network.VirtualNetwork;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Cuts off the leader and a follower in turn, at 1,000 commands a second. With {@code -Dheals=20} it measures.
 */
@Tag("campaign")
class HealTest {
    private static final long[] CUTS_MS = {500, 1_000, 2_000, 300, 4_000};

    @Test
    void shouldNotElectAgainWhenALinkHeals() {
        final Path directory = Path.of("target", "sites", "heal").toAbsolutePath();
        IoUtil.delete(directory.toFile(), true);
        final String reason = VirtualNetwork.unavailable();
        assumeTrue(reason == null, () -> "NOT RUN: " + reason);
        try (HealTrial trial = new HealTrial(directory)) {
            final List<HealTrial.Heal> heals = IntStream.range(0, Integer.getInteger("heals", 4))
                .mapToObj(i -> trial.heal(i % 2 == 0, CUTS_MS[i / 2 % CUTS_MS.length])).toList();

            heals.forEach(System.out::println);
            assertThat(heals).allMatch(heal -> heal.outages() == 0).anyMatch(heal -> heal.gapMs() > 100);
        }
        IoUtil.delete(directory.toFile(), true);
    }
}
