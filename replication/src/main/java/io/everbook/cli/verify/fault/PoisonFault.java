package io.everbook.cli.verify.fault;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that the engine can't decide: every site must halt at its sequence, and name it. The operator has it
 * skipped on every site, and starts them.
 */
final class PoisonFault extends Fault {
    private static final Pattern SEQUENCE = Pattern.compile("sequence=(\\d+)");
    private final List<String> complaints = new ArrayList<>();
    private boolean sent;

    private PoisonFault(final SplittableRandom random) {
        super(random, 3_000, 3_000);
    }

    static Fault of(final SplittableRandom random) {
        return new PoisonFault(random);
    }

    @Override
    public void strike(final Rig rig) {
        rig.sites().forEach(rig::mayEnd);
        sent = rig.clients().sendPoison();
    }

    @Override
    public void tick(final Rig rig, final long lastNs) {
        if (!sent) {
            sent = rig.clients().sendPoison();
        }
    }

    @Override
    public void lift(final Rig rig) {
        final TreeSet<Long> sequences = new TreeSet<>();
        rig.sites().forEach(site -> sequences.addAll(haltedAt(rig, site)));
        if (sequences.size() != 1) {
            complaints.add("the sites halted at " + sequences + " in place of one sequence");
        }
        rig.sites().forEach(SiteProcess::kill);
        sequences.forEach(sequence -> rig.sites().forEach(site -> SiteRepair.quarantine(
            SiteConfig.load(rig.workspace().configuration(site.name())), sequence, "it broke an invariant")));
        rig.sites().forEach(rig::start);
    }

    @Override
    public boolean isOver(final Rig rig) {
        return rig.sites().stream().allMatch(site -> isCaughtUp(rig, site));
    }

    @Override
    public List<String> complaints() {
        return complaints;
    }

    /** What a site noted of its end is what the operator goes by. */
    private List<Long> haltedAt(final Rig rig, final SiteProcess site) {
        if (site.isAlive()) {
            complaints.add(site.name() + " runs on after a command that it could not decide");
        }
        final List<Long> sequences = new ArrayList<>();
        try (Stream<Path> failures = Files.list(rig.workspace().site(site.name()).resolve("failures"))) {
            for (final Path failure : (Iterable<Path>) failures::iterator) {
                final Matcher matcher = SEQUENCE.matcher(Files.readString(failure));
                if (matcher.find()) {
                    sequences.add(Long.parseLong(matcher.group(1)));
                }
            }
            return sequences;
        } catch (final IOException e) {
            throw new EverbookException("cannot read the failures of " + site.name() + ": " + e, e);
        }
    }
}
