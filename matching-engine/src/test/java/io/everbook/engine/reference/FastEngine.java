package io.everbook.engine.reference;

import io.everbook.engine.BookView;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.VersionedEngine;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;
import java.util.List;

/**
 * The engine under test behind plain arrays and lists. The command lies between guard bytes, so that a read beyond it
 * shows as a difference.
 */
final class FastEngine {
    private static final int GUARD = 64;

    private final EngineConfig config;
    private final EventBuffer buffer = new EventBuffer();
    private final byte guard;
    private MatchingEngine engine;

    FastEngine(final Limits limits, final byte guard) {
        this.config = configOf(limits);
        this.guard = guard;
        this.engine = VersionedEngine.create(config, Integer.MAX_VALUE);
    }

    static EngineConfig configOf(final Limits limits) {
        return EngineConfig.builder().partition(limits.partition()).maxOrders(limits.maxOrders())
            .maxParticipants(limits.maxParticipants()).maxSessions(limits.maxSessions())
            .maxConnections(limits.maxConnections()).maxInstruments(limits.maxInstruments()).conclude();
    }

    byte[] apply(final long sequence, final long timeNs, final long connection, final byte[] command) {
        final byte[] guarded = new byte[command.length + 2 * GUARD];
        Arrays.fill(guarded, guard);
        System.arraycopy(command, 0, guarded, GUARD, command.length);
        engine.apply(sequence, timeNs, connection, new UnsafeBuffer(guarded), GUARD, command.length, buffer);
        return eventBytes();
    }

    byte[] apply(final long sequence, final Step step, final byte[] command) {
        if (!step.quarantined) {
            return apply(sequence, step.timeNs, step.connection, command);
        }
        engine.quarantine(
            sequence, step.timeNs, step.connection, new UnsafeBuffer(command), 0, command.length, buffer);
        return eventBytes();
    }

    private byte[] eventBytes() {
        final byte[] events = new byte[buffer.eventsLength()];
        buffer.buffer().getBytes(buffer.eventsOffset(), events);
        return events;
    }

    List<Event> events() {
        return EventReader.readAll(buffer.buffer(), buffer.eventsOffset(), buffer.eventsLength(), buffer.count());
    }

    BookView book(final int instrument) {
        return engine.book(instrument);
    }

    MatchingEngine engine() {
        return engine;
    }

    Snapshot snapshot() {
        return Snapshot.of(engine);
    }

    void restore(final Snapshot snapshot) {
        engine = VersionedEngine.restore(config, Integer.MAX_VALUE, snapshot.source());
    }
}
