/**
 * Disks that lose power, fill up, fail and rot: file systems in images of their own, mounted for one site each.
 */
package io.everbook.cli.disk;
