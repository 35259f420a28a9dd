package io.everbook.cli.network;

import io.everbook.api.EverbookException;
import io.everbook.cli.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Real namespaces, real packets. One network for all tests.
 */
class VirtualNetworkTest {
    private static final long SEED = 20_261_107;
    private static final int PORT = 9_000;
    private static final int ORDINARY = 20;
    private static final Link OUT = new Link("a", "b");
    private static final Link BACK = new Link("b", "a");
    private static VirtualNetwork network;
    private static HostProcess echo;
    private static HostProcess probe;

    @BeforeAll
    static void create() {
        final String reason = VirtualNetwork.unavailable();
        assumeTrue(reason == null, () -> "NOT RUN: " + reason);
        network = VirtualNetwork.create(List.of("a", "b", "c"), SEED);
        echo = new HostProcess(network, "b", EchoMain.class, network.address("b"), Integer.toString(PORT));
        probe = new HostProcess(network, "a", ProbeMain.class,
            network.address("a"), network.address("b"), Integer.toString(PORT));
    }

    @AfterEach
    void heal() {
        network.faults().heal();
    }

    @AfterAll
    static void close() {
        if (network != null) {
            probe.close();
            echo.close();
            network.close();
        }
    }

    @Test
    void shouldCarryEveryPacketInOrderWithoutFault() {
        assertThat(probe.ping(100)).isEqualTo(numbers(100));
    }

    @Test
    void shouldPassNothingAcrossAPartitionAndEverythingOnceItIsLifted() {
        final FaultInForce partition = network.faults().partition(List.of("a"), List.of("b"));
        assertThat(probe.ping(10)).isEmpty();
        partition.close();
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldCutOneWayOnly() {
        final long before = forwarded(OUT);
        network.faults().cut("b", "a");
        assertThat(probe.ping(10)).isEmpty();
        assertThat(forwarded(OUT) - before).isEqualTo(10);
    }

    @Test
    void shouldKeepAFaultWhenAnotherOfTheSameLinkIsLifted() {
        final FaultInForce one = network.faults().isolate("a");
        final FaultInForce other = network.faults().cut("a", "b");
        one.close();
        assertThat(probe.ping(10)).isEmpty();
        other.close();
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldNotCutOffWhoStandsOutsideThePartition() {
        network.faults().bridge("b", List.of("a"));
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldDelayEachWay() {
        network.faults().impose(LinkFault.delayed(Duration.ofMillis(20), Duration.ZERO), List.of(OUT, BACK));
        final long medianUs = Long.parseLong(probe.ask("rtt 9").split(" ")[0]);
        assertThat(medianUs).isBetween(40_000L, 60_000L);
    }

    @Test
    void shouldLoseAndDoubleAndReorderSomeAndCountIt() {
        network.faults().impose(LinkFault.lossy(200_000), List.of(OUT));
        network.faults().impose(LinkFault.duplicating(200_000), List.of(OUT));
        network.faults().impose(LinkFault.reordering(200_000, Duration.ofMillis(5)), List.of(OUT));
        final LinkCounts before = network.faults().counts().get(OUT);
        final List<Integer> came = probe.ping(200);
        final LinkCounts after = network.faults().counts().get(OUT);
        final int different = new HashSet<>(came).size();
        assertThat(200L - different).isBetween(10L, 80L).isEqualTo(after.dropped() - before.dropped());
        assertThat((long) came.size()).isEqualTo(after.forwarded() - before.forwarded());
        assertThat((long) came.size() - different).isPositive().isEqualTo(after.duplicated() - before.duplicated());
        assertThat(after.reordered()).isGreaterThan(before.reordered());
        assertThat(came).isNotEqualTo(came.stream().sorted().toList());
    }

    @Test
    void shouldLetThroughNoMoreThanANarrowLinkCarries() {
        network.faults().impose(LinkFault.narrow(50_000, 2_000), List.of(OUT));
        assertThat(probe.ping(100)).hasSizeBetween(5, 20);
    }

    @Test
    void shouldHearNothingWhileTheCableIsPulled() {
        final FaultInForce pulled = network.faults().unplug("b");
        assertThat(probe.ping(5)).isEmpty();
        pulled.close();
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldCountWhatTheRelayDidNotReadInTime() {
        final long before = network.faults().unread();
        final String relay = Long.toString(relay().pid());
        SystemCommand.run("kill", "-STOP", relay);
        probe.ping(Namespaces.QUEUE_PACKETS + 2_000);
        SystemCommand.run("kill", "-CONT", relay);
        assertThat(network.faults().unread() - before).isBetween(1_000L, 3_000L);
        probe.ping(0);
    }

    @Test
    void shouldPutTheRelayBeforeOrdinaryThreads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + relay().pid() + "/task"))) {
            assertThat(threads.map(VirtualNetworkTest::priority)).allMatch(priority -> priority < ORDINARY);
        }
    }

    @Test
    void shouldKnowNoNames() {
        assertThat(probe.ask("resolve example.com")).isEqualTo("unknown");
    }

    @Test
    void shouldRefuseAHostThatItDoesNotHave() {
        assertThatThrownBy(() -> network.faults().impose(LinkFault.cutOff(), List.of(OUT, new Link("a", "z"))))
            .isInstanceOf(IllegalArgumentException.class);
        network.faults().cut("a", "b").close();
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldRemoveItsNamespacesAndWhatDeadProcessesLeft() {
        final String leftover = "everbook-" + deadPid() + "-1-x";
        SystemCommand.run("ip", "netns", "add", leftover);
        final Set<String> inUse;
        try (VirtualNetwork second = VirtualNetwork.create(List.of("a", "b"), SEED)) {
            inUse = Set.copyOf(second.inside("a", List.of()));
            assertThat(namespaces()).doesNotContain(leftover).anyMatch(name -> isNamed(inUse, name));
        }
        assertThat(namespaces()).noneMatch(name -> isNamed(inUse, name));
        assertThat(probe.ping(10)).isEqualTo(numbers(10));
    }

    @Test
    void shouldSayThatTheRelayIsGone() {
        final VirtualNetwork doomed = VirtualNetwork.create(List.of("a", "b"), SEED);
        doomed.close();
        assertThatThrownBy(() -> doomed.faults().counts()).isInstanceOf(EverbookException.class)
            .hasMessageContaining("relay");
    }

    private static ProcessHandle relay() {
        return ProcessHandle.current().children()
            .filter(child -> read(Path.of("/proc/" + child.pid() + "/cmdline")).contains(RelayMain.class.getName()))
            .findFirst().orElseThrow();
    }

    private static int priority(final Path thread) {
        final String stat = read(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[15]);
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNamed(final Set<String> command, final String namespace) {
        return command.contains("--net=/run/netns/" + namespace);
    }

    private static List<String> namespaces() {
        return List.of(new java.io.File("/run/netns").list());
    }

    private static long deadPid() {
        long pid = 4_000_000;
        while (Files.exists(Path.of("/proc", Long.toString(pid)))) {
            pid--;
        }
        return pid;
    }

    private static long forwarded(final Link link) {
        return network.faults().counts().get(link).forwarded();
    }

    private static List<Integer> numbers(final int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
