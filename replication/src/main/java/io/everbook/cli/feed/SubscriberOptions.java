package io.everbook.cli.feed;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.everbook.api.EverbookException;
import io.everbook.publish.SubscriberConfig;
import io.everbook.site.IpOnlyResolver;
import io.everbook.site.ReaderSettings;
import io.everbook.site.SiteConfig;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a subscribing command reaches the readers of a site, over a media driver of its own unless it comes by IPC.
 */
final class SubscriberOptions {
    private static final long IDLE_MAX_NS = 1_000_000;

    @Option(names = "--config", paramLabel = "FILE", description = "The site's properties file, for its endpoints.")
    private Path config;

    @Option(names = "--live", paramLabel = "IP:PORT", description = "Where market data is joined.")
    private String live;

    @Option(names = "--requests", paramLabel = "IP:PORT",
        description = "Where packets, snapshots and drop copies are asked for.")
    private String requests;

    @Option(names = "--address", paramLabel = "IP", defaultValue = "127.0.0.1",
        description = "This machine's address, for what is sent to it; default ${DEFAULT-VALUE}.")
    private String address;

    @Option(names = "--ipc", paramLabel = "DIR", description = "Instead of UDP: the readers' media driver's directory.")
    private String ipc;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "0",
        description = "How long to follow; default: until it is told to end.")
    private int seconds;

    /** Whether the time is over that a command was started for. */
    boolean isOver(final long startedNs) {
        return seconds > 0 && System.nanoTime() - startedNs >= seconds * 1_000_000_000L;
    }

    /** A media driver of the command's own; null for IPC. */
    MediaDriver driver() {
        return ipc != null ? null : MediaDriver.launchEmbedded(new MediaDriver.Context()
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idleStrategy())
            .nameResolver(new IpOnlyResolver()));
    }

    static IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 5, 1_000, IDLE_MAX_NS);
    }

    SubscriberConfig subscriber(final MediaDriver driver, final String credentials) {
        final SubscriberConfig reached = driver == null
            ? SubscriberConfig.ipc(ipc)
            : SubscriberConfig.udp(driver.aeronDirectoryName(), address, live(), requests());
        return reached.as(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    private String live() {
        return live != null ? live : required("readers.live", settings().live());
    }

    private String requests() {
        return requests != null ? requests : required("readers.requests", settings().requests());
    }

    private ReaderSettings settings() {
        return config == null ? ReaderSettings.NONE : SiteConfig.load(config).readers();
    }

    private static String required(final String key, final String value) {
        if (value == null) {
            throw new EverbookException("name --live and --requests, or a --config that has readers.live and"
                + " readers.requests, or --ipc; there is no " + key);
        }
        return value;
    }
}
