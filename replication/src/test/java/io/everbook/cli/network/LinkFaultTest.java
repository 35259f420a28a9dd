package io.everbook.cli.network;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinkFaultTest {
    private static final LinkFault EVERYTHING = new LinkFault(true, 1, 2, 3, 4, 5, 6, 7, 8);

    @Test
    void shouldJoinFaultsOfOneLink() {
        assertThat(EVERYTHING.and(new LinkFault(false, 10, 20, 30, 40, 50, 60, 70, 80)))
            .isEqualTo(new LinkFault(true, 11, 22, 33, 44, 55, 60, 7, 8));
        assertThat(LinkFault.NONE.and(EVERYTHING)).isEqualTo(EVERYTHING);
        assertThat(EVERYTHING.and(LinkFault.NONE)).isEqualTo(EVERYTHING);
        assertThat(LinkFault.lossy(900_000).and(LinkFault.lossy(900_000))).isEqualTo(LinkFault.lossy(1_000_000));
    }

    @Test
    void shouldComeBackFromItsText() {
        assertThat(LinkFault.decode(List.of(EVERYTHING.encode().split(" ")))).isEqualTo(EVERYTHING);
    }

    @Test
    void shouldRefuseNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> LinkFault.lossy(1_000_001).check()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkFault.delayed(Duration.ofMillis(-1), Duration.ZERO).check())
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldListTheLinksBetweenGroupsBothWays() {
        assertThat(Link.between(List.of("a", "b"), List.of("c"))).containsExactlyInAnyOrder(
            new Link("a", "c"), new Link("c", "a"), new Link("b", "c"), new Link("c", "b"));
    }
}
