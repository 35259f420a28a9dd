package io.everbook.cli.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * What is measured of the outcome store, and how much of it: options of a command.
 */
final class StoreOptions {
    @Option(names = "--queries", defaultValue = "200000",
        description = "Queries to time of the outcome store, of each kind (${DEFAULT-VALUE}).")
    private int queries;

    @Option(names = "--lag-rate", defaultValue = "20000",
        description = "Commands a second while the outcome store's lag is timed (${DEFAULT-VALUE}).")
    private int lagRate;

    @Option(names = "--lag-seconds", defaultValue = "10",
        description = "Seconds to time the outcome store's lag, after one that is not counted (${DEFAULT-VALUE}).")
    private int lagSeconds;

    /**
     * Measures it.
     *
     * @param disk    directory, on the disk that is measured.
     * @param records of the journal that a store is made from.
     * @return figures by name, each of several.
     */
    Map<String, Map<String, Object>> measure(final Path disk, final long records) {
        final Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
        try (StoreTrial trial = new StoreTrial(disk, records)) {
            figures.put("storeTakes", trial.take());
            try (StoreQueries asked = trial.queries()) {
                figures.put("queryOutcome", asked.outcomes(queries).described("perSecond"));
                figures.put("queryOrder", asked.ordersById(queries).described("perSecond"));
                figures.put("queryClientOrderId", asked.ordersByClientId(queries).described("perSecond"));
            }
        }
        figures.put("storeLag", lag(disk));
        return figures;
    }

    private Map<String, Object> lag(final Path disk) {
        try (StoreLag lag = new StoreLag(disk, lagRate, lagSeconds)) {
            final Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("commandsPerSecondAsked", lagRate);
            figures.putAll(lag.measure().described("commandsPerSecond"));
            return figures;
        }
    }
}
