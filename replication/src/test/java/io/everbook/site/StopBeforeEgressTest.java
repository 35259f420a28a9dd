package io.everbook.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.everbook.embedded.FollowerSettings;
import io.everbook.embedded.SnapshotFollower;
import io.everbook.embedded.StopPoint;
import io.everbook.engine.Genesis;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.SiteReportEncoder;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader with a real engine and journal, and no cluster around it. */
class StopBeforeEgressTest {
    private static final long CONNECTION = 7;
    private static final byte[] SITES =
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(Genesis.SITES).array();

    private final List<Long> stops = new ArrayList<>();
    private final List<Integer> halts = new ArrayList<>();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[128]);
    private final ClientSession client = stub(ClientSession.class);
    @TempDir
    private Path directory;
    private SiteDirectory files;
    private SiteService service;

    @BeforeEach
    void lead() {
        final SiteConfig config = SiteConfigTest.load("site.dir", directory.toString());
        files = SiteDirectory.open(config.directory());
        final SiteParts parts = SiteParts.real(this::reached, halts::add, System.out);
        final SiteState state = new SiteState();
        final SnapshotFollower follower = new SnapshotFollower(new FollowerSettings(files.journal(), files.snapshots(),
            parts.engines().of(config.engine()), sequence -> false, 1, parts.stopPoints(), System.err::println));
        service = new SiteService(
            snapshot -> SiteRecords.open(config, files, parts, follower, state, snapshot), state, this::reached,
            new FailureLog(directory, System.err), new DivergenceWatch(config, what -> { }, SiteSeed.Promise.NONE),
            new LeaderMoves(new SiteClock()), cluster -> () -> 0, halts::add);
        service.onStart(stub(Cluster.class), null);
        service.onNewLeadershipTermEvent(0, 0, 1, 0, 0, 0, TimeUnit.NANOSECONDS, 0);
        service.onSessionOpen(client, 2);
        stops.clear();
    }

    @AfterEach
    void end() {
        service.onTerminate(null);
        files.close();
    }

    @Test
    void shouldPassByAReportThatTellsNobodyAnything() {
        new SiteReportEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder())
            .members(3).header().partition(1);
        send(SiteReportEncoder.BLOCK_LENGTH);

        assertThat(stops).isEmpty();
        assertThat(halts).isEmpty();
    }

    @Test
    void shouldComeByAtACommandWhoseAnswerIsStillToBeSent() {
        new LogonEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder()).header().partition(1);
        send(LogonEncoder.BLOCK_LENGTH);

        assertThat(stops).containsExactly(3L);
        assertThat(halts).isEmpty();
    }

    private void reached(final StopPoint point, final long sequence) {
        if (point == StopPoint.AFTER_COMMIT_BEFORE_EGRESS) {
            stops.add(sequence);
        }
    }

    private void send(final int blockLength) {
        service.onSessionMessage(client, 3, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength, null);
    }

    private static <T> T stub(final Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
            (proxy, method, args) -> switch (method.getName()) {
                case "role" -> Cluster.Role.LEADER;
                case "logPosition", "offer", "time" -> 1L;
                case "id" -> CONNECTION;
                case "encodedPrincipal" -> SITES;
                default -> null;
            }));
    }
}
