/**
 * What {@code verify --journal} does: an embedded exchange in a process of its own, killed, cut off from power, out of
 * disk, damaged and forged, and its journal held against what it had acknowledged.
 */
package io.everbook.cli.crash;
