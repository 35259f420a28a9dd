package io.everbook.cli.verify.stage;

import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The faults that struck.
 */
public final class FaultLog {
    private final List<FaultRecord> records = new ArrayList<>();
    private final Supplier<Map<String, Integer>> logLengths;
    private final Consumer<String> live;
    private final long originNs = System.nanoTime();

    /**
     * Creates an empty log.
     *
     * @param logLengths how many lines each site has written to its error output, by its name.
     * @param live       told of every strike.
     */
    public FaultLog(final Supplier<Map<String, Integer>> logLengths, final Consumer<String> live) {
        this.logLengths = logLengths;
        this.live = live;
    }

    /**
     * Notes a strike.
     *
     * @param kind of the fault.
     * @param fault that struck.
     * @param inFlight commands open when it did.
     * @param window   opened before it.
     * @return the note.
     */
    FaultRecord struck(
        final FaultKind kind, final Fault fault, final int inFlight, final LogWindow window) {
        final FaultRecord record = new FaultRecord(kind, fault.target(), inFlight,
            records.stream().anyMatch(other -> !other.isOver()), window);
        records.add(record);
        live.accept(String.format("%7.1f s  %s on %s, %d in flight",
            (System.nanoTime() - originNs) / (double) TimeUnit.SECONDS.toNanos(1), kind.label(), fault.target(),
            record.inFlight()));
        return record;
    }

    /**
     * What the sites write from now on.
     *
     * @return to be closed when the fault is over.
     */
    LogWindow openWindow() {
        return new LogWindow(logLengths.get(), logLengths);
    }

    /**
     * All of them.
     *
     * @return in order.
     */
    public List<FaultRecord> records() {
        return records;
    }

    /**
     * Measures the silences.
     *
     * @param answers times of all answers, in order.
     */
    public void measure(final long[] answers) {
        records.forEach(record -> record.measure(answers));
    }

    /**
     * How many struck while commands were in flight.
     *
     * @return the count.
     */
    public long inFlight() {
        return records.stream().filter(record -> record.inFlight() > 0).count();
    }

    /**
     * How many struck while another was in force.
     *
     * @return the count.
     */
    public long overlapping() {
        return records.stream().filter(FaultRecord::isOverlapping).count();
    }

    /**
     * How many of each kind.
     *
     * @return by label.
     */
    public Map<String, Long> countByKind() {
        final Map<String, Long> counts = new TreeMap<>();
        records.forEach(record -> counts.merge(record.kind().label(), 1L, Long::sum));
        return counts;
    }

    /**
     * The longest silence of each kind.
     *
     * @return milliseconds, by label.
     */
    public Map<String, Long> longestGapMsByKind() {
        final Map<String, Long> gaps = new TreeMap<>();
        records.forEach(record -> gaps.merge(record.kind().label(), record.gapNs() / 1_000_000, Math::max));
        return gaps;
    }

    /**
     * Whether a fault that struck must cause an error.
     *
     * @param site   whose log it is in.
     * @param number of the line, counted from 0.
     * @param line   of the log.
     * @return true if one explains it.
     */
    public boolean explain(final String site, final int number, final String line) {
        return records.stream().anyMatch(record -> record.explains(site, number, line));
    }

    /**
     * All of them for a report.
     *
     * @return their fields.
     */
    public List<Map<String, Object>> json() {
        return records.stream().map(record -> record.json(originNs)).toList();
    }
}
