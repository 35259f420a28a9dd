package io.everbook.cli.bench;

import java.util.Map;

/**
 * How a comparison of the exchange with the echo is made.
 *
 * @param rounds         alternating, of both sides.
 * @param warmUpSeconds  of load before anything is measured, on each side of each round.
 * @param seconds        of each measurement.
 * @param window         unanswered commands of the throughput's load.
 * @param rate           commands a second of the latency's load.
 * @param sites          settings of every site, as in its properties file.
 */
record ReplicationSettings(
    int rounds, double warmUpSeconds, double seconds, int window, int rate, Map<String, String> sites) {
}
