/**
 * The nemeses of a run: what each does to sites, links, disks, clocks and clients, and how it is made good again.
 */
package io.everbook.cli.verify.fault;
