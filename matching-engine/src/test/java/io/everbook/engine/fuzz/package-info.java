/**
 * Arbitrary bytes for the engine and for the restore of its snapshots. An ordinary build runs the kept inputs and
 * seeded random ones; {@code JAZZER_FUZZ=1 mvn -pl matching-engine -am test -Djazzer.hooks=true -Dtest=SnapshotFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches for new ones.
 */
package io.everbook.engine.fuzz;
