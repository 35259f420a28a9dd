package io.everbook.cli.verify.stage;

import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.verify.check.Invariant;
import io.everbook.cli.verify.check.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the positions that sites tell of themselves: within one process they never go back, and a site that takes
 * part again has at least what it had before.
 */
final class PositionWatch {
    private final Map<String, Long> highest = new HashMap<>();
    private final Map<String, Long> ofProcess = new HashMap<>();
    private final Tally tally;

    PositionWatch(final Tally tally) {
        this.tally = tally;
    }

    void look(final List<SiteProcess> sites) {
        sites.stream().filter(site -> site.isAlive() && site.state().ready()).forEach(this::look);
    }

    private void look(final SiteProcess site) {
        final long sequence = site.state().sequence();
        final String process = site.name() + " " + site.pid();
        final long before = ofProcess.getOrDefault(process, 0L);
        if (sequence != before) {
            tally.check(Invariant.I5, sequence > before,
                () -> site.name() + " told of sequence " + sequence + " after " + before);
            ofProcess.put(process, sequence);
            highest.merge(site.name(), sequence, Math::max);
        }
    }

    /**
     * Checks that nothing told of is missing in the end.
     *
     * @param site         that told.
     * @param lastSequence of its journal.
     */
    void end(final String site, final long lastSequence) {
        final long told = highest.getOrDefault(site, 0L);
        tally.check(Invariant.I5, lastSequence >= told,
            () -> site + " told of sequence " + told + ", and its journal ends at " + lastSequence);
    }
}
