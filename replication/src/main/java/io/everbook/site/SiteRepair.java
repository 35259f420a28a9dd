package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.journal.JournalReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operator does to a site that doesn't run: each holds the site's lock while it works.
 */
public final class SiteRepair {
    private SiteRepair() {
    }

    /**
     * What a quarantine came to.
     *
     * @param list       the site's list from now on.
     * @param wasFailure whether the site recorded that it halted at that sequence.
     */
    public record Quarantined(Quarantine list, boolean wasFailure) {
    }

    /**
     * Has a site skip a command from its next start on.
     *
     * @param config   of the site.
     * @param sequence of the command.
     * @param reason   the operator's.
     * @return what came of it.
     * @throws EverbookException if the site runs, or its journal holds the command as decided.
     */
    public static Quarantined quarantine(final SiteConfig config, final long sequence, final String reason) {
        try (SiteDirectory directory = SiteDirectory.open(config.directory())) {
            final long last = lastSequence(directory.journal());
            if (sequence <= last) {
                throw new EverbookException("the command at sequence " + sequence + " is decided in the journal of "
                    + config.name() + ", which goes to " + last + ": only one that no site could decide is skipped");
            }
            return new Quarantined(
                config.quarantine().add(config.directory(), sequence, reason),
                isFailure(directory.failures(), sequence));
        }
    }

    private static long lastSequence(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            return reader.lastSequence();
        }
    }

    private static boolean isFailure(final Path failures, final long sequence) {
        try (Stream<Path> files = Files.list(failures)) {
            for (final Path file : (Iterable<Path>) files::iterator) {
                final List<String> lines = Files.readAllLines(file);
                if (!lines.isEmpty() && lines.get(0).contains(" sequence=" + sequence + " ")) {
                    return true;
                }
            }
            return false;
        } catch (final IOException ex) {
            throw new EverbookException("can't read " + failures + ": " + ex, ex);
        }
    }
}
