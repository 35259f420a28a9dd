package io.everbook.cli.journal;

import io.everbook.api.EverbookException;
import io.everbook.embedded.EngineStart;
import io.everbook.engine.EngineConfig;
import io.everbook.site.SiteConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import picocli.CommandLine.Option;

/**
 * With which settings a journal's engine ran, and where its snapshots are: a mixin of commands that compute a journal
 * anew. Unless told, they are looked for beside the journal, where an exchange keeps them.
 */
final class EngineSettings {
    private static final String BESIDE = "engine.config";
    private static final String SITE_KEY = "site.";

    @Option(names = "--config", paramLabel = "FILE",
        description = "The site's properties, or the exchange's engine.config; unless given, the latter beside the"
            + " journal, or the engine's default settings.")
    private Path config;

    @Option(names = "--snapshots", paramLabel = "DIR",
        description = "The engine's snapshots; unless given, the directory of that name beside the journal.")
    private Path snapshots;

    private SiteConfig site;
    private String source = "defaults";

    /**
     * Where an engine can start.
     *
     * @param journal directory of the journal.
     * @return by the settings found.
     */
    EngineStart start(final Path journal) {
        return new EngineStart(engine(journal), snapshots(journal));
    }

    private EngineConfig engine(final Path journal) {
        final Path beside = journal.toAbsolutePath().resolveSibling(BESIDE);
        if (config != null) {
            return read(config);
        }
        return Files.exists(beside) ? read(beside) : EngineConfig.defaults();
    }

    private EngineConfig read(final Path file) {
        source = file.toString();
        try {
            final String text = Files.readString(file);
            if (text.lines().noneMatch(line -> line.startsWith(SITE_KEY))) {
                return EngineConfig.ofCanonical(text);
            }
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + file + ": " + e, e);
        }
        site = SiteConfig.load(file);
        return site.engine();
    }

    /**
     * The directory of the engine's snapshots.
     *
     * @param journal directory of the journal.
     * @return the path, whether it is there or not.
     */
    Path snapshots(final Path journal) {
        return snapshots == null ? journal.toAbsolutePath().resolveSibling("snapshots") : snapshots;
    }

    /**
     * Which commands are quarantined; to be asked for after {@link #start}.
     *
     * @return none but those of a site's properties.
     */
    LongPredicate skipped() {
        return site == null ? sequence -> false : site.quarantine()::contains;
    }

    /**
     * Where the engine's settings came from.
     *
     * @return a path, or {@code defaults}.
     */
    String source() {
        return source;
    }
}
