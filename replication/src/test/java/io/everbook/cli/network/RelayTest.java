package io.everbook.cli.network;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The relay's plan with a clock and a wire of the test's own.
 */
class RelayTest {
    private static final long SEED = 42;
    private static final long MS = 1_000_000;
    private static final int PACKETS = 100_000;
    private final ScriptedWire wire = new ScriptedWire();
    private final Relay relay = new Relay(wire, 3, SEED);
    private final RelayControl control = new RelayControl(relay, () -> 0);
    private long nowNs = -5 * MS;

    @Test
    void shouldForwardAtOnceWhatHasNoFault() {
        send(0, 1, 10);
        assertThat(wire.written()).containsExactly(range(10));
    }

    @Test
    void shouldForwardDelayedPacketsInOrderWhenTheyAreDue() {
        fault(0, 1, LinkFault.delayed(Duration.ofMillis(20), Duration.ofMillis(10)));
        send(0, 1, 100);
        pass(9 * MS);
        assertThat(wire.count()).isZero();
        pass(21 * MS);
        assertThat(wire.written()).containsExactly(range(100));
    }

    @Test
    void shouldKeepOrderWhenADelayEnds() {
        fault(0, 1, LinkFault.delayed(Duration.ofMillis(20), Duration.ZERO));
        send(0, 1, 1, 0);
        fault(0, 1, LinkFault.NONE);
        send(0, 1, 1, 1);
        assertThat(wire.count()).isZero();
        pass(20 * MS);
        assertThat(wire.written()).containsExactly(0, 1);
    }

    @Test
    void shouldLoseTheShareAskedForAndTheSameWithTheSameSeed() {
        fault(0, 1, LinkFault.lossy(50_000));
        send(0, 1, PACKETS);
        final int[] first = wire.written();
        assertThat(first.length).isBetween(94_500, 95_500);
        assertThat(survivors(SEED)).isEqualTo(first);
        assertThat(survivors(SEED + 1)).isNotEqualTo(first);
    }

    @Test
    void shouldPlanALinkWithoutRegardToTheOthers() {
        fault(0, 1, LinkFault.lossy(500_000));
        send(0, 1, 100);
        final int[] alone = wire.written();
        final ScriptedWire busy = new ScriptedWire();
        final Relay other = new Relay(busy, 3, SEED);
        other.link(0, 1).fault(LinkFault.lossy(500_000));
        for (int i = 0; i < 100; i++) {
            carry(other, busy, 2, 0, -1);
            carry(other, busy, 0, 1, i);
        }
        assertThat(Arrays.stream(busy.written()).filter(number -> number >= 0).toArray()).isEqualTo(alone);
    }

    @Test
    void shouldDoubleTheShareAskedFor() {
        fault(0, 1, LinkFault.duplicating(100_000));
        send(0, 1, PACKETS);
        assertThat(wire.count() - PACKETS).isBetween(9_500, 10_500);
        assertThat(Arrays.stream(wire.written()).distinct().count()).isEqualTo(PACKETS);
        assertThat(counts(0, 1)).isEqualTo(new LinkCounts(wire.count(), 0, wire.count() - PACKETS, 0));
    }

    @Test
    void shouldLetLaterPacketsOvertakeTheShareAskedFor() {
        fault(0, 1, LinkFault.reordering(100_000, Duration.ofNanos(100)));
        for (int i = 0; i < PACKETS; i++) {
            send(0, 1, 1, i);
            pass(10);
        }
        pass(MS);
        assertThat(Arrays.stream(wire.written()).sorted().toArray()).containsExactly(range(PACKETS));
        assertThat(counts(0, 1).reordered()).isBetween(9_500L, 10_500L).isEqualTo(overtaken(wire.written()));
    }

    @Test
    void shouldPaceANarrowLinkAndLoseWhatItsQueueCannotHold() {
        fault(0, 1, LinkFault.narrow(100_000, 1_000));
        send(0, 1, 50);
        assertThat(counts(0, 1).dropped()).isEqualTo(40);
        pass(5 * MS);
        assertThat(wire.written()).containsExactly(range(5));
        pass(5 * MS);
        assertThat(wire.written()).containsExactly(range(10));
    }

    @Test
    void shouldLoseWhatACutLinkStillHolds() {
        fault(0, 1, LinkFault.delayed(Duration.ofMillis(1), Duration.ZERO));
        send(0, 1, 10);
        fault(0, 1, LinkFault.cutOff());
        pass(MS);
        assertThat(counts(0, 1)).isEqualTo(new LinkCounts(0, 10, 0, 0));
    }

    @Test
    void shouldForwardWhatIsHeldInItsOrderWhenItHeals() {
        fault(0, 1, LinkFault.delayed(Duration.ofSeconds(1), Duration.ZERO));
        send(0, 1, 10);
        assertThat(control.obey(RelayControl.HEAL)).isEqualTo(RelayControl.OK);
        send(0, 1, 1, 10);
        assertThat(wire.written()).containsExactly(range(11));
    }

    @Test
    void shouldDropWhatItCannotHold() {
        fault(0, 1, LinkFault.delayed(Duration.ofSeconds(1), Duration.ZERO).and(LinkFault.duplicating(500_000)));
        send(0, 1, Relay.SLOTS);
        send(2, 1, 1, -1);
        assertThat(wire.written()).containsExactly(-1);
        pass(1_000 * MS);
        assertThat(wire.count()).isEqualTo(Relay.SLOTS);
        final LinkCounts counts = counts(0, 1);
        assertThat(counts.forwarded() + counts.dropped()).isEqualTo(Relay.SLOTS + counts.duplicated());
    }

    @Test
    void shouldIgnoreWhatComesFromNoHost() {
        carry(relay, wire, 0, 3, 1);
        carry(relay, wire, 7, 0, 1);
        assertThat(wire.count()).isZero();
    }

    @Test
    void shouldChangeNothingWhenALineIsWrong() {
        final String right = "set 0 1 " + LinkFault.cutOff().encode();
        for (final String wrong : new String[] {"", "cut 0 1", right + " 1 2", right + " 1 9 1 0", "set 0 1 a"}) {
            assertThat(control.obey(wrong)).startsWith("error");
        }
        send(0, 1, 1, 0);
        assertThat(wire.count()).isEqualTo(1);
    }

    @Test
    void shouldAllocateNothingForAPacket() {
        fault(0, 1, LinkFault.delayed(Duration.ofNanos(500), Duration.ofNanos(200)).and(LinkFault.lossy(10_000))
            .and(LinkFault.duplicating(10_000)).and(LinkFault.reordering(10_000, Duration.ofNanos(100)))
            .and(LinkFault.narrow(1_000_000_000, 100_000)));
        sendAndForget();
        final long before = allocated();
        sendAndForget();
        assertThat(allocated() - before).isLessThan(1_000);
    }

    private void sendAndForget() {
        for (int i = 0; i < PACKETS; i++) {
            send(0, 1, 1, i);
            pass(100);
        }
        wire.forget();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private void fault(final int from, final int to, final LinkFault fault) {
        assertThat(control.obey("set " + from + " " + to + " " + fault.encode())).isEqualTo(RelayControl.OK);
    }

    private void send(final int from, final int to, final int count) {
        for (int i = 0; i < count; i++) {
            send(from, to, 1, i);
        }
    }

    private void send(final int from, final int to, final int count, final int first) {
        for (int i = 0; i < count; i++) {
            wire.put(from, to, first + i);
            relay.receive(nowNs);
        }
    }

    private void pass(final long timeNs) {
        nowNs += timeNs;
        relay.release(nowNs);
    }

    private LinkCounts counts(final int from, final int to) {
        final String[] words = control.obey(RelayControl.COUNTS).split(" ");
        final int at = 1 + (from * relay.hosts() + to) * LinkCounts.FIELDS;
        return LinkCounts.decode(Arrays.asList(words).subList(at, at + LinkCounts.FIELDS));
    }

    private static int[] survivors(final long seed) {
        final ScriptedWire wire = new ScriptedWire();
        final Relay relay = new Relay(wire, 3, seed);
        relay.link(0, 1).fault(LinkFault.lossy(50_000));
        for (int i = 0; i < PACKETS; i++) {
            carry(relay, wire, 0, 1, i);
        }
        return wire.written();
    }

    private static void carry(
        final Relay relay, final ScriptedWire wire, final int from, final int to, final int number) {
        wire.put(from, to, number);
        relay.receive(0);
    }

    private static int[] range(final int count) {
        return IntStream.range(0, count).toArray();
    }

    private static long overtaken(final int[] numbers) {
        int highest = -1;
        long overtaken = 0;
        for (final int number : numbers) {
            overtaken += number < highest ? 1 : 0;
            highest = Math.max(highest, number);
        }
        return overtaken;
    }
}
