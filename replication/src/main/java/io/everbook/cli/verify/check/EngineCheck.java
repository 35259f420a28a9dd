package io.everbook.cli.verify.check;

import io.everbook.api.EverbookException;
import io.everbook.embedded.SnapshotFile;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.agrona.DirectBuffer;

/**
 * Computes every record anew, in an engine from genesis and in engines from the sites' snapshots, and compares events
 * and full hashes. A site's snapshot holds the hash that its engine had then.
 */
final class EngineCheck {
    private static final int HASH_EVERY = 2_000;
    private static final int REJECTS_SAMPLED = 16;
    private final TreeMap<Long, Map<String, Path>> snapshots = new TreeMap<>();
    private final Map<String, MatchingEngine> restored = new HashMap<>();
    private final EventBuffer events = new EventBuffer();
    private final EventBuffer unread = new EventBuffer();
    private final EngineConfig config;
    private final MatchingEngine genesis;
    private final LongPredicate skipped;
    private final Tally tally;
    private long rejects;
    private boolean differs;

    EngineCheck(final EngineConfig config, final Map<String, Path> snapshotsOfSite, final LongPredicate skipped,
        final Tally tally) {
        this.config = config;
        this.genesis = new MatchingEngine(config);
        this.skipped = skipped;
        this.tally = tally;
        snapshotsOfSite.forEach((site, directory) -> SnapshotFile.list(directory).forEach(file ->
            snapshots.computeIfAbsent(SnapshotFile.sequenceOf(file), sequence -> new HashMap<>()).put(site, file)));
    }

    void accept(final ParsedRecord record) {
        if (differs) {
            return;
        }
        final boolean sampled = record.terminals() == 1 && record.terminal().reason() != 0
            && rejects++ % REJECTS_SAMPLED == 0;
        final long before = sampled ? genesis.businessHash() : 0;
        apply(genesis, record.view(), events);
        checkEvents(record.view());
        if (sampled) {
            tally.check(Invariant.I21, genesis.businessHash() == before,
                () -> "sequence " + record.sequence() + ": a reject changed the business hash");
        }
        restored.values().forEach(engine -> apply(engine, record.view(), unread));
        if (record.sequence() % HASH_EVERY == 0) {
            compareAll(record.sequence());
        }
        snapshots.getOrDefault(record.sequence(), Map.of()).forEach(this::restore);
    }

    void end() {
        if (!differs) {
            compareAll(genesis.sequence());
        }
    }

    private void checkEvents(final RecordView record) {
        final boolean equal = events.eventsLength() == record.eventsLength() && genesis.timeNs() == record.timeNs()
            && isEqual(events.buffer(), events.eventsOffset(), record.buffer(), record.eventsOffset(),
            record.eventsLength());
        if (!equal) {
            differs = true;
            tally.check(Invariant.I11, false, () -> "sequence " + record.sequence()
                + ": computed anew, the command has other events or another time than recorded");
        }
    }

    private void restore(final String site, final Path file) {
        try {
            final MatchingEngine engine = SnapshotFile.load(file).restore(config);
            tally.check(Invariant.I11, engine.fullHash() == genesis.fullHash(), () -> "at sequence "
                + genesis.sequence() + " the engine of " + site + " had another full hash than from genesis");
            restored.put(site, engine);
        } catch (final EverbookException e) {
            tally.check(Invariant.I11, false, () -> "the snapshot " + file + " cannot be restored: " + e.getMessage());
        }
    }

    private void compareAll(final long sequence) {
        final long expected = genesis.fullHash();
        tally.checked(Invariant.I11, 1);
        final List<String> different = new ArrayList<>();
        restored.forEach((site, engine) -> {
            if (!tally.check(Invariant.I11, engine.fullHash() == expected, () -> "at sequence " + sequence
                + " an engine from the newest snapshot of " + site + " has another full hash than one from genesis")) {
                different.add(site);
            }
        });
        different.forEach(restored::remove);
    }

    private void apply(final MatchingEngine engine, final RecordView record, final EventBuffer into) {
        if (skipped.test(record.sequence())) {
            engine.quarantine(record.sequence(), record.timeNs(), record.connection(), record.buffer(),
                record.commandOffset(), record.commandLength(), into);
        } else {
            engine.apply(record.sequence(), record.timeNs(), record.connection(), record.buffer(),
                record.commandOffset(), record.commandLength(), into);
        }
    }

    static boolean isEqual(final DirectBuffer one, final int oneOffset, final DirectBuffer other,
        final int otherOffset, final int length) {
        int i = 0;
        while (i + Long.BYTES <= length && one.getLong(oneOffset + i) == other.getLong(otherOffset + i)) {
            i += Long.BYTES;
        }
        while (i < length && one.getByte(oneOffset + i) == other.getByte(otherOffset + i)) {
            i++;
        }
        return i >= length;
    }
}
