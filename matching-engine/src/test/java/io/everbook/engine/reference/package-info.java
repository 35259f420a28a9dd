/**
 * The naive reference engine, the generator of random commands that drives it beside the fast engine, the invariants
 * checked after every command, and the shrinker of what fails.
 */
package io.everbook.engine.reference;
