package io.everbook.cli.verify;

import io.everbook.cli.verify.client.Clients;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The faults that struck.
 */
final class FaultLog {
    private final List<FaultRecord> records = new ArrayList<>();
    private final Clients clients;
    private final Consumer<String> live;
    private final long originNs = System.nanoTime();

    /**
     * Creates an empty log.
     *
     * @param clients whose open commands are counted.
     * @param live    told of every strike.
     */
    FaultLog(final Clients clients, final Consumer<String> live) {
        this.clients = clients;
        this.live = live;
    }

    FaultRecord struck(final FaultKind kind, final Fault fault) {
        final FaultRecord record = new FaultRecord(kind, fault.target(), System.nanoTime(), clients.open(),
            records.stream().anyMatch(other -> !other.isOver()));
        records.add(record);
        live.accept(String.format("%7.1f s  %s on %s, %d in flight",
            (System.nanoTime() - originNs) / (double) TimeUnit.SECONDS.toNanos(1), kind.label(), fault.target(),
            record.inFlight()));
        return record;
    }

    List<FaultRecord> records() {
        return records;
    }

    void measure(final long[] answers) {
        records.forEach(record -> record.measure(answers));
    }

    long inFlight() {
        return records.stream().filter(record -> record.inFlight() > 0).count();
    }

    long overlapping() {
        return records.stream().filter(FaultRecord::isOverlapping).count();
    }

    Map<String, Long> countByKind() {
        final Map<String, Long> counts = new TreeMap<>();
        records.forEach(record -> counts.merge(record.kind().label(), 1L, Long::sum));
        return counts;
    }

    Map<String, Long> longestGapMsByKind() {
        final Map<String, Long> gaps = new TreeMap<>();
        records.forEach(record -> gaps.merge(record.kind().label(), record.gapNs() / 1_000_000, Math::max));
        return gaps;
    }

    boolean explain(final String line) {
        return records.stream().anyMatch(record -> record.kind().explains(line));
    }

    List<Map<String, Object>> json() {
        return records.stream().map(record -> record.json(originNs)).toList();
    }
}
