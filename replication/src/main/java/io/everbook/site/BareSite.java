package io.everbook.site;

import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import org.agrona.CloseHelper;

/**
 * What a site stands on, without the exchange: driver, archive and consensus module with the very settings of a site,
 * and a service of the caller's. It shows what the exchange adds to the cost of agreeing on a log.
 *
 * <p>It neither asks its peers for their configurations nor answers inquiries, and refuses nothing: no exchange must
 * ever be run on it.
 */
public final class BareSite implements AutoCloseable {
    private final SiteDirectory directory;
    private MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensusModule;
    private ClusteredServiceContainer container;

    private BareSite(final SiteConfig config) {
        directory = SiteDirectory.open(config.directory());
    }

    /**
     * Starts it.
     *
     * @param config  of the site that it stands for, concluded.
     * @param service in the exchange's place.
     * @param halt    what ends the process when a part of it has failed.
     * @return it, running.
     */
    public static BareSite launch(final SiteConfig config, final ClusteredService service, final Halt halt) {
        final BareSite site = new BareSite(config);
        try {
            site.start(new SiteContexts(
                config, site.directory, new Nomination(config, () -> -1), new Pauses(), new SiteClock(), halt,
                () -> halt.halt(0), part -> { }), service);
            return site;
        } catch (final Throwable ex) {
            site.close();
            throw ex;
        }
    }

    private void start(final SiteContexts contexts, final ClusteredService service) {
        driver = MediaDriver.launch(contexts.mediaDriver());
        archive = Archive.launch(contexts.archive());
        consensusModule = contexts.launchConsensusModule();
        container = ClusteredServiceContainer.launch(contexts.container(service));
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(consensusModule, container, archive, driver, directory);
    }
}
