package io.everbook.cli.bench;

/**
 * How a comparison of the exchange with the echo is made.
 *
 * @param rounds         alternating, of both sides.
 * @param warmUpSeconds  of load before anything is measured, on each side of each round.
 * @param seconds        of each measurement.
 * @param window         unanswered commands of the throughput's load.
 * @param rate           commands a second of the latency's load.
 */
record ReplicationSettings(int rounds, double warmUpSeconds, double seconds, int window, int rate) {
}
