/**
 * The outages that a quorum of sites survives, each as a story that can be run: what happened, what is injected, what
 * must hold, what was measured.
 */
package io.everbook.cli.verify.scenario;
