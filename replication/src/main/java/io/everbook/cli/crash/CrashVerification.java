package io.everbook.cli.crash;

import io.everbook.api.Durability;
import io.everbook.cli.BuildCommit;
import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.cli.disk.LoopDisk;
import io.everbook.cli.trial.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * {@code verify --journal}: kills, power cuts, a full disk, turned bits and forgeries, one after the other, and the
 * verdict. Not thread safe.
 */
public final class CrashVerification {
    private static final int UNFORCED_CUTS = 3;

    private final Report report;
    private final PrintWriter err;
    private final CrashTally tally = new CrashTally();
    private final Map<String, Integer> faults = new LinkedHashMap<>();

    /**
     * Creates it.
     *
     * @param report of the command.
     * @param err    told why nothing can be checked.
     */
    public CrashVerification(final Report report, final PrintWriter err) {
        this.report = report;
        this.err = err;
    }

    /**
     * Why nothing can be checked here.
     *
     * @return the reason and what to do about it, or null if it can be.
     */
    public static String unavailable() {
        return LoopDisk.unavailable();
    }

    /**
     * Runs it.
     *
     * @param kills     how many.
     * @param cuts      how many with forced records; as many with the operating system's memory alone.
     * @param seed      of everything; what the machine makes of it is another matter.
     * @param workspace for the run's files.
     * @return the exit code.
     */
    public int run(final int kills, final int cuts, final long seed, final Workspace workspace) {
        if (unavailable() != null) {
            report.field("verdict", "UNKNOWN").field("reason", unavailable()).end();
            err.println("verify --journal is not able to check anything: " + unavailable());
            err.flush();
            return ExitCode.NOT_ABLE;
        }
        report.field("seed", seed).field("commit", BuildCommit.read()).field("jdk", Runtime.version().toString());
        report.line("seed %d, files in %s", seed, workspace.disk());
        final SplittableRandom seeds = new SplittableRandom(seed);
        kill(kills, seeds.nextLong(), workspace);
        cut(cuts, seeds.nextLong(), workspace);
        harm(seeds.nextLong(), workspace);
        return verdict(kills, cuts, seed, workspace);
    }

    private void kill(final int kills, final long seed, final Workspace workspace) {
        final Map<String, Object> figures =
            new KillTrial(seed, workspace.site("killed"), tally).run(kills);
        faults.put("KILL", kills);
        report.field("kills", figures).field("rtoMs", figures.get("openMs"));
        report.line("kills %d, at %s: acknowledged %,d, lost %,d; opened in ms: %s, the journal alone: %s", kills,
            figures.get("byPoint"), figures.get("acknowledged"), figures.get("lost"), figures.get("openMs"),
            figures.get("journalMs"));
    }

    private void cut(final int cuts, final long seed, final Workspace workspace) {
        final Map<String, Object> disk = powerCuts(seed, Durability.DISK, cuts, "disk", workspace);
        tally.check(CrashTally.KEPT, disk.get("lost").equals(0L) && disk.get("refused") == null,
            "forced to the disk, and yet power cuts came to this: " + disk);
        final Map<String, Object> process = powerCuts(seed, Durability.PROCESS, cuts, "process", workspace);
        tally.check(CrashTally.STATE, process.get("refused") == null,
            "after a power cut the exchange didn't open: " + process.get("refused"));
        tally.check(CrashTally.SEES, (Long) disk.get("tornPages") + (Long) process.get("tornPages") > 0,
            "no power cut left a part of what was being written: these cuts show less than they should");
        final Map<String, Object> unforced = unforcedCuts(seed, Math.min(cuts, UNFORCED_CUTS), workspace);
        tally.check(CrashTally.SEES, !unforced.get("lost").equals(0L) || unforced.get("refused") != null,
            "with forcing disabled no power cut lost anything: these cuts show nothing");
        final Map<String, Object> powerCuts = new LinkedHashMap<>();
        powerCuts.put("DISK", disk);
        powerCuts.put("PROCESS", process);
        powerCuts.put("UNFORCED", unforced);
        report.field("powerCuts", powerCuts);
        final Map<String, Object> full =
            new FullDiskTrial(seed, workspace.shm(), workspace.home("disks"), tally).run();
        faults.put("FULL_DISK", FullDiskTrial.TIMES);
        report.field("fullDisk", full);
        report.line("full disk: new orders refused %s, cancels taken %s, acknowledged %,d, lost %,d",
            full.get("newOrdersRefused"), full.get("cancelsTaken"), full.get("acknowledged"), full.get("lost"));
        report.line("  %s", full.get("stopped"));
    }

    private Map<String, Object> powerCuts(
        final long seed, final Durability durability, final int cuts, final String name, final Workspace workspace) {
        final Map<String, Object> figures =
            new PowerCutTrial(seed, ChildCommand::of, workspace.shm(), workspace.home("disks"), tally)
                .run(cuts, durability, name);
        faults.merge("POWER_CUT", cuts, Integer::sum);
        tell(durability.name(), figures);
        return figures;
    }

    private void tell(final String name, final Map<String, Object> figures) {
        report.line("power cuts %d, %s: acknowledged %,d, lost %,d, torn pages %,d%s", figures.get("cuts"), name,
            figures.get("acknowledged"), figures.get("lost"), figures.get("tornPages"),
            figures.get("refused") == null ? "" : ", and then it did not open: " + figures.get("refused"));
    }

    /**
     * The same with forcing disabled, which must come out otherwise; so what it violates is not counted.
     */
    private Map<String, Object> unforcedCuts(final long seed, final int cuts, final Workspace workspace) {
        final Map<String, Object> figures = new PowerCutTrial(
            seed, ChildCommand::unforced, workspace.shm(), workspace.home("disks"), new CrashTally())
            .run(cuts, Durability.DISK, "unforced");
        faults.merge("POWER_CUT", cuts, Integer::sum);
        tell("with forcing disabled", figures);
        return figures;
    }

    private void harm(final long seed, final Workspace workspace) {
        final Path directory = workspace.home("harmed");
        final Path journal = SampleJournal.make(seed, directory, tally);
        final Map<String, Integer> flips = new BitFlipTrial(seed, journal, tally).run();
        final ForgeryTrial forgery = new ForgeryTrial(journal, directory, tally);
        final boolean event = forgery.editEvent();
        final boolean command = forgery.editCommand();
        faults.put("BIT_FLIP", flips.values().stream().mapToInt(Integer::intValue).sum());
        faults.put("FORGERY", 2);
        report.field("bitFlipsNamed", flips).field("editedEventFound", event).field("editedCommandFound", command);
        report.line("bits turned and named: %s; edited event found: %s; edited command found: %s", flips, event,
            command);
    }

    private int verdict(final int kills, final int cuts, final long seed, final Workspace workspace) {
        final List<String> failures = tally.failures();
        final String verdict = failures.isEmpty() ? "VALID" : "INVALID";
        final String repeat = "./everbook verify --journal --kills " + kills + " --cuts " + cuts + " --seed " + seed;
        report.field("faults", faults).field("invariants", tally.json()).field("failures", failures)
            .field("files", workspace.disk().toString()).field("repeat", repeat).field("verdict", verdict);
        tally.json().forEach((id, count) ->
            report.line("  %-6s checked %,10d   violated %,d", id, count.get("checked"), count.get("violated")));
        failures.forEach(failure -> report.line("FAILED %s", failure));
        report.line("%s", verdict);
        if (!failures.isEmpty()) {
            report.line("files are in %s; the same again: %s", workspace.disk(), repeat);
        }
        report.end();
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
}
