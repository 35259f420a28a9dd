/**
 * The deterministic engine: a command in, events out, nothing else.
 */
package io.everbook.engine;
