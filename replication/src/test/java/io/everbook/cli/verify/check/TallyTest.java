package io.everbook.cli.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void shouldCallAnInvariantThatWasNeverCheckedAFailure() {
        Stream.of(Invariant.values()).filter(each -> each != Invariant.I8).forEach(each -> tally.checked(each, 1));

        assertThat(tally.failures()).containsOnlyKeys(Invariant.I8);
        assertThat(tally.violations()).isEmpty();
    }

    @Test
    void shouldTellTheFirstExamplesOfAViolationAndCountAll() {
        for (int i = 0; i < 100; i++) {
            final int number = i;
            tally.check(Invariant.I1, i % 2 == 0, () -> "command " + number);
        }

        assertThat(tally.checked(Invariant.I1)).isEqualTo(100);
        assertThat(tally.violated(Invariant.I1)).isEqualTo(50);
        assertThat(tally.failures().get(Invariant.I1)).startsWith("command 1", "command 3").hasSizeLessThan(50);
        assertThat(tally.violations()).containsExactly(Invariant.I1);
    }
}
