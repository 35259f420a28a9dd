package io.everbook.cli.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a run is to do.
 *
 * @param seed       of the schedule and the flow.
 * @param minutes    of time with a fault in force or being recovered from.
 * @param rate       commands a second, over all sessions.
 * @param directory  for the run's files; null for a temporary one.
 * @param keep       keep the files even if all is well.
 * @param checkEarly check after every period, and end at the first violation.
 */
record VerifyConfig(long seed, double minutes, int rate, Path directory, boolean keep, boolean checkEarly) {
    /** Sites, by provider. */
    static final List<String> SITES = List.of("aws-tokyo", "azure-singapore", "onprem-equinix");
    /** Of every site: faults that delay, and machines that are shared, ask for more than the default's pauses. */
    static final Map<String, String> SETTINGS = Map.of("timers.profile", "METRO");

    long faultyNs() {
        return (long) (minutes * TimeUnit.MINUTES.toNanos(1));
    }
}
