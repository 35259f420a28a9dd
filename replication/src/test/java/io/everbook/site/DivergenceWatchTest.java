package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteReportDecoder;
import io.everbook.protocol.SiteReportEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DivergenceWatchTest {
    private static final int LEADER = 1;
    private static final int OTHER = 2;
    private static final long SAME = 7;
    private static final long WRONG = 8;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final List<String> complaints = new ArrayList<>();
    private DivergenceWatch watch;

    @BeforeEach
    void setUp() {
        watch(0);
    }

    private void watch(final int member) {
        watch = new DivergenceWatch(config(member), complaints::add, SiteSeed.Promise.NONE);
        for (long sequence = 1; sequence <= 100; sequence++) {
            watch.applied(sequence, SAME);
        }
    }

    @Test
    void shouldComplainOnceOfTheOneThatDiffersAndGoOn() {
        report(LEADER, 34, WRONG, 0);
        report(OTHER, 37, SAME, 1);
        report(LEADER, 41, WRONG, 2);
        report(LEADER, 50, WRONG, 60);

        assertThat(complaints)
            .containsExactly("against beta, at sequence 34 this site's chain is 0x7, the other's 0x8");
    }

    @Test
    void shouldCountTheSiteThatHeldWithItHoweverLongItIsSilentThen() {
        report(OTHER, 37, SAME, 0);
        report(LEADER, 36, WRONG, 1);

        for (int second = 2; second < 60; second++) {
            report(LEADER, 40 + second, WRONG, second);
        }

        assertThat(complaints).hasSize(1);
    }

    @Test
    void shouldHaltWhenBothOthersDiffer() {
        report(LEADER, 34, WRONG, 0);

        assertThatThrownBy(() -> report(OTHER, 35, WRONG, 1)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("against beta, at sequence 34").hasMessageContaining("against gamma, at sequence 35");
    }

    @Test
    void shouldWaitForTheWordOfTheThirdAndHaltWithoutIt() {
        report(OTHER, 30, SAME, 0);
        report(LEADER, 34, WRONG, 1);
        report(LEADER, 36, WRONG, 5);

        assertThatThrownBy(() -> report(LEADER, 38, WRONG, 6)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("last agreed with one at sequence 30");
    }

    @Test
    void shouldGoOnAsTheLeaderWhereNoMajorityIsAgainstIt() {
        watch(LEADER);

        report(OTHER, 34, WRONG, 0);
        report(OTHER, 34, WRONG, 60);

        assertThat(complaints).hasSize(1);
    }

    @Test
    void shouldForgetTheDifferenceOfASiteThatAgreesAgain() {
        report(LEADER, 34, WRONG, 0);
        report(LEADER, 40, SAME, 1);
        report(OTHER, 41, WRONG, 2);

        report(LEADER, 42, SAME, 3);

        assertThat(complaints).hasSize(1);
        assertThat(complaints.get(0)).contains("gamma").doesNotContain("beta");
    }

    @Test
    void shouldTakeAHashThatCameBeforeItsOwnWasFinished() {
        report(LEADER, 50, SAME, 40, WRONG, 0);
        report(OTHER, 51, SAME, 40, WRONG, 1);
        watch.hashed(40, SAME, TimeUnit.SECONDS.toNanos(2));

        assertThatThrownBy(() -> report(OTHER, 52, SAME, 3)).isInstanceOf(EverbookException.class)
            .hasMessageContaining("against beta, at sequence 40 this site's full hash is 0x7, the other's 0x8");
    }

    private void report(final int member, final long sequence, final long chain, final long second) {
        report(member, sequence, chain, 0, 0, second);
    }

    private void report(
        final int member,
        final long sequence,
        final long chain,
        final long hashed,
        final long hash,
        final long second) {
        new SiteReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).member(member)
            .reportedSequence(sequence).chain(chain).hashedSequence(hashed).fullHash(hash);
        watch.onReport(
            new SiteReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
            TimeUnit.SECONDS.toNanos(second), LEADER);
    }

    private static SiteConfig config(final int member) {
        return new SiteConfig().member(member).members(List.of(member(0, "alpha"), member(1, "beta"),
            member(2, "gamma")));
    }

    private static SiteMember member(final int id, final String name) {
        return new SiteMember(id, name, "ingress", "consensus", "log", "catchup", "archive", "inquiry");
    }
}
