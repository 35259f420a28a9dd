package io.everbook.embedded;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * What a {@link SnapshotFollower} works with.
 *
 * @param journal    directory that it follows.
 * @param snapshots  directory that it starts from and writes to.
 * @param engines    decide as those do whose records the journal holds.
 * @param skipped    whether the command of a sequence is quarantined.
 * @param keep       how many snapshots stay, the newest ones; 0: all.
 * @param stopPoints told of {@link StopPoint#MID_SNAPSHOT}, on the follower's thread.
 * @param messages   takes in words what an operator should know, on the follower's thread.
 */
public record FollowerSettings(
    Path journal,
    Path snapshots,
    EngineFactory engines,
    LongPredicate skipped,
    int keep,
    StopPoints stopPoints,
    Consumer<String> messages) {
}
