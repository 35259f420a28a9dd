/**
 * What rehearsals on real processes share: sites started, told to stop at a point, killed and started again; their
 * files, output and states; order flow from a seed; and the reduction of events to what can be compared.
 */
package io.everbook.cli.trial;
