package io.everbook.publish;

import io.everbook.api.EverbookException;
import io.everbook.site.OutcomeLimits;
import io.everbook.site.ReaderKind;
import io.everbook.site.ReaderSettings;
import io.everbook.site.SiteConfig;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The settings of {@link Readers}: set fluently on a builder, concluded once, unchangeable from then on.
 */
public final class ReadersConfig {
    private final Builder settings;

    private ReadersConfig(final Builder settings) {
        this.settings = settings;
    }

    /**
     * Starts with every setting at its default; journal, directory and Aeron's directory have none.
     *
     * @return a new builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The settings for the readers of a site, as its configuration has them. What they keep lies beside the site's
     * directory, with "-readers" behind its name.
     *
     * @param site  its configuration.
     * @param kinds which readers.
     * @return a builder, to be concluded.
     */
    public static Builder of(final SiteConfig site, final Set<ReaderKind> kinds) {
        final ReaderSettings readers = site.readers();
        return builder()
            .kinds(kinds)
            .journal(site.directory().resolve("journal"))
            .directory(site.directory().resolveSibling(site.directory().getFileName() + "-readers"))
            .partition(site.engine().partition())
            .aeronDirectory(readers.aeronDirectory(site))
            .live(readers.live())
            .requests(readers.requests())
            .outcomes(readers.outcomes())
            .queries(site.aeronDirectory(), site.self().inquiry())
            .authenticator(site.participants()::authenticate);
    }

    Set<ReaderKind> kinds() {
        return settings.kinds;
    }

    Path journal() {
        return settings.journal;
    }

    Path directory() {
        return settings.directory;
    }

    Path outcomes() {
        return settings.directory.resolve("outcomes");
    }

    OutcomeLimits outcomeLimits() {
        return settings.outcomes;
    }

    int partition() {
        return settings.partition;
    }

    String aeronDirectory() {
        return settings.aeronDirectory;
    }

    String queryAeronDirectory() {
        return settings.queryAeronDirectory == null ? settings.aeronDirectory : settings.queryAeronDirectory;
    }

    boolean hasDriver() {
        return kinds().contains(ReaderKind.MARKET_DATA) || kinds().contains(ReaderKind.DROP_COPY)
            || settings.queryAeronDirectory == null;
    }

    List<String> liveChannels() {
        return Streams.liveChannels(settings.live);
    }

    List<String> requestChannels() {
        return Streams.requestChannels(settings.requests);
    }

    List<String> queryChannels() {
        return settings.queryAeronDirectory == null
            ? requestChannels() : Streams.requestChannels(settings.queryEndpoint);
    }

    ToIntFunction<byte[]> authenticator() {
        return settings.authenticator;
    }

    Consumer<String> messages() {
        return settings.messages;
    }

    long saveIntervalNs() {
        return settings.saveIntervalNs;
    }

    /**
     * Sets what a {@link ReadersConfig} holds. Not thread safe.
     */
    public static final class Builder {
        private static final System.Logger LOGGER = System.getLogger(Readers.class.getName());

        private Set<ReaderKind> kinds = EnumSet.allOf(ReaderKind.class);
        private Path journal;
        private Path directory;
        private int partition = 1;
        private String aeronDirectory;
        private String live;
        private String requests;
        private String queryAeronDirectory;
        private String queryEndpoint;
        private OutcomeLimits outcomes = OutcomeLimits.DEFAULT;
        private long saveIntervalNs = TimeUnit.MINUTES.toNanos(10);
        private ToIntFunction<byte[]> authenticator = credentials -> 0;
        private Consumer<String> messages = message -> LOGGER.log(System.Logger.Level.WARNING, message);

        private Builder() {
        }

        /**
         * Sets which readers run; all unless set.
         *
         * @param kinds one at least.
         * @return this.
         */
        public Builder kinds(final Set<ReaderKind> kinds) {
            this.kinds = kinds;
            return this;
        }

        /**
         * Sets the journal to follow.
         *
         * @param journal its directory, which may come later.
         * @return this.
         */
        public Builder journal(final Path journal) {
            this.journal = journal;
            return this;
        }

        /**
         * Sets where the readers keep what they make.
         *
         * @param directory of one process of readers at a time.
         * @return this.
         */
        public Builder directory(final Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets the journal's partition; 1 unless set.
         *
         * @param partition as the engine's.
         * @return this.
         */
        public Builder partition(final int partition) {
            this.partition = partition;
            return this;
        }

        /**
         * Sets the directory of the readers' own media driver, emptied at every start; by it subscribers come over IPC.
         *
         * @param aeronDirectory of these readers alone, best on /dev/shm.
         * @return this.
         */
        public Builder aeronDirectory(final String aeronDirectory) {
            this.aeronDirectory = aeronDirectory;
            return this;
        }

        /**
         * Sets where subscribers join the live packets over UDP.
         *
         * @param live address:port; null for IPC alone.
         * @return this.
         */
        public Builder live(final String live) {
            this.live = live;
            return this;
        }

        /**
         * Sets where packets, snapshots and drop copies are asked for over UDP.
         *
         * @param requests address:port; null for IPC alone.
         * @return this.
         */
        public Builder requests(final String requests) {
            this.requests = requests;
            return this;
        }

        /**
         * Sets where outcomes are asked for, if not where the rest is.
         *
         * @param driverDirectory of the media driver to use, such as a site's.
         * @param endpoint        address:port.
         * @return this.
         */
        public Builder queries(final String driverDirectory, final String endpoint) {
            queryAeronDirectory = driverDirectory;
            queryEndpoint = endpoint;
            return this;
        }

        /**
         * Sets how much the store of outcomes keeps.
         *
         * @param outcomes the limits.
         * @return this.
         */
        public Builder outcomes(final OutcomeLimits outcomes) {
            this.outcomes = outcomes;
            return this;
        }

        /**
         * Sets how often the state of market data is saved, so that records before it may go; ten minutes unless set.
         *
         * @param saveIntervalNs in nanoseconds.
         * @return this.
         */
        public Builder saveIntervalNs(final long saveIntervalNs) {
            this.saveIntervalNs = saveIntervalNs;
            return this;
        }

        /**
         * Sets who decides whose credentials are shown; all are nobody's unless set, and no drop copy or outcome told.
         *
         * @param authenticator gives the participant, 0 for nobody.
         * @return this.
         */
        public Builder authenticator(final ToIntFunction<byte[]> authenticator) {
            this.authenticator = authenticator;
            return this;
        }

        /**
         * Sets who is told, on the readers' threads, why a reader can't go on; the log unless set.
         *
         * @param messages takes each in words; called by several threads.
         * @return this.
         */
        public Builder messages(final Consumer<String> messages) {
            this.messages = messages;
            return this;
        }

        /**
         * Checks the settings and ends the building.
         *
         * @return the settings.
         * @throws EverbookException naming the setting that is wrong.
         */
        public ReadersConfig conclude() {
            Objects.requireNonNull(journal, "journal");
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(aeronDirectory, "aeronDirectory");
            if (kinds.isEmpty()) {
                throw new EverbookException("no readers are named; there are " + EnumSet.allOf(ReaderKind.class));
            }
            return new ReadersConfig(new Builder().kinds(Set.copyOf(kinds)).journal(journal).directory(directory)
                .partition(partition).aeronDirectory(aeronDirectory).live(live).requests(requests)
                .saveIntervalNs(saveIntervalNs).authenticator(authenticator).messages(messages)
                .outcomes(outcomes).queries(queryAeronDirectory, queryEndpoint));
        }
    }
}
