/**
 * What every part of the engine's state is built from: invariants, id tables and the accumulator of its hashes.
 */
package io.everbook.engine.state;
