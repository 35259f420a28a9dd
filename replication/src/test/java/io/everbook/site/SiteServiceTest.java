package io.everbook.site;

import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.everbook.api.EverbookException;
import io.everbook.embedded.StopPoints;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SiteServiceTest {
    private static final long LOG_POSITION = 4_711;

    private final List<Integer> halts = new ArrayList<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Cluster cluster = stub(Cluster.class);
    private final ClientSession session = stub(ClientSession.class);
    @TempDir
    private Path failures;
    private SiteService service;

    @BeforeEach
    void startWithRecordsThatDontOpen() {
        service = new SiteService(
            snapshot -> {
                throw new EverbookException("the disk is gone");
            },
            new SiteState(), StopPoints.NONE, new FailureLog(failures, new PrintStream(errors)),
            new DivergenceWatch(new SiteConfig(), what -> { }, SiteSeed.Promise.NONE),
            new LeaderMoves(new SiteClock()), cluster -> () -> 0, halts::add);
        service.onStart(cluster, null);
    }

    @Test
    void shouldHaltAndSayWhereAndWhy() throws IOException {
        assertThat(halts).containsExactly(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
            .contains("FATAL").contains("in start, sequence=0 logPosition=4711").contains("the disk is gone");
        try (Stream<Path> files = Files.list(failures)) {
            assertThat(files).singleElement().satisfies(file ->
                assertThat(Files.readString(file)).isEqualTo(errors.toString(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void shouldHaltInEveryCallbackThatFails() {
        halts.clear();

        service.onSessionOpen(session, 1);
        service.onSessionMessage(session, 1, new UnsafeBuffer(new byte[64]), 0, 64, null);
        service.onSessionClose(session, 1, CloseReason.TIMEOUT);
        service.onNewLeadershipTermEvent(1, 2, 3, 4, 5, 6, TimeUnit.NANOSECONDS, 0);
        service.onTimerEvent(1, 2);
        service.onTakeSnapshot(null);
        service.onRoleChange(Cluster.Role.LEADER);

        assertThat(halts).containsExactly(1, 1, 1, 1, 1, 1, 1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("in the opening of a connection, sequence=0")
            .contains("in a message,").contains("in the closing of a connection,").contains("in the start of a term,")
            .contains("in a timer,").contains("in a snapshot,").contains("in a change of role,");
    }

    private static <T> T stub(final Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
            (proxy, method, args) -> switch (method.getName()) {
                case "logPosition" -> LOG_POSITION;
                case "id" -> 7L;
                default -> null;
            }));
    }
}
