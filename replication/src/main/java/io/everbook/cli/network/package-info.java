/**
 * A network of hosts on one machine, each in a namespace of its own, whose every packet passes a relay that loses,
 * delays, repeats, reorders and throttles by a seeded plan.
 */
package io.everbook.cli.network;
