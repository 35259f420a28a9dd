/**
 * What an embedder calls and an integrator implements: commands, events, sessions, settings.
 */
package io.everbook.api;
