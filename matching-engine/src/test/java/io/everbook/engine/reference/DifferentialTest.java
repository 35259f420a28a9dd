package io.everbook.engine.reference;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fast engine against the reference on random commands. {@code -Deverbook.seed=N} plays one seed again,
 * {@code -Deverbook.seeds=N} so many fresh ones, {@code -Deverbook.commands=N} so many commands a seed.
 */
class DifferentialTest {
    private static final int FRESH_SEEDS = 6;
    private static final int FIXED_SEEDS = 6;
    private static final int COMMANDS = 20_000;

    @Test
    void shouldEqualTheReferenceOnRandomCommands() {
        final Campaign campaign = new Campaign(ReferenceEngine::new);
        final List<Long> seeds = seeds();
        final int commands = Integer.getInteger("everbook.commands", COMMANDS);
        System.out.println("Differential run of " + commands + " commands on each of the seeds " + seeds);
        for (final long seed : seeds) {
            final Campaign.Failure failure = campaign.run(seed, commands);
            assertThat(failure).withFailMessage(() -> failure.toString()).isNull();
        }
        System.out.print(campaign.tally());
        if (Long.getLong("everbook.seed") == null) {
            everythingHappened(campaign.tally());
        }
    }

    private static void everythingHappened(final Tally tally) {
        DifferentialRun.everyCheck().forEach(check ->
            assertThat(tally.of("check " + check)).as("times checked: " + check).isPositive());
        DifferentialRun.everyReason().forEach(reason ->
            assertThat(tally.of("reason " + reason)).as("times given: " + reason).isPositive());
        DifferentialRun.everyCommand().forEach(command ->
            assertThat(tally.of("command " + command)).as("times sent: " + command).isPositive());
        DifferentialRun.everyEvent().forEach(event ->
            assertThat(tally.of("event " + event)).as("times made: " + event).isPositive());
    }

    private static List<Long> seeds() {
        final Long one = Long.getLong("everbook.seed");
        if (one != null) {
            return List.of(one);
        }
        final List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= FIXED_SEEDS; seed++) {
            seeds.add(seed);
        }
        final SplittableRandom fresh = new SplittableRandom();
        for (int i = 0; i < Integer.getInteger("everbook.seeds", FRESH_SEEDS); i++) {
            seeds.add(fresh.nextLong() >>> 1);
        }
        return seeds;
    }
}
