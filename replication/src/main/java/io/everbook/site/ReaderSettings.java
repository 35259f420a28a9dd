package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.Set;

/**
 * What a site's configuration says of the readers of its journal. A site's own; the sites need not agree.
 *
 * @param inProcess      which run on threads of the site's process; the others may run in a process beside it.
 * @param aeronDirectory of their media driver; null: the site's with {@code -readers} behind it.
 * @param live           address:port where market data is joined over UDP; null: IPC alone.
 * @param requests       address:port where packets, snapshots and drop copies are asked for; null: IPC alone.
 * @param outcomes       how much the store of outcomes keeps.
 */
public record ReaderSettings(
    Set<ReaderKind> inProcess, String aeronDirectory, String live, String requests, OutcomeLimits outcomes) {
    /** No reader in the process, and IPC alone. */
    public static final ReaderSettings NONE = new ReaderSettings(Set.of(), null, null, null, OutcomeLimits.DEFAULT);

    /**
     * The directory of the readers' media driver.
     *
     * @param site whose readers they are.
     * @return as set, or the site's with {@code -readers} behind it.
     */
    public String aeronDirectory(final SiteConfig site) {
        return aeronDirectory == null ? site.aeronDirectory() + "-readers" : aeronDirectory;
    }

    static boolean isKey(final String key) {
        return key.equals("readers") || key.startsWith("readers.");
    }

    ReaderSettings with(final String key, final String value) {
        return switch (key) {
            case "readers" -> new ReaderSettings(ReaderKind.parseAll(value), aeronDirectory, live, requests, outcomes);
            case "readers.aeronDir" -> new ReaderSettings(inProcess, value, live, requests, outcomes);
            case "readers.live" ->
                new ReaderSettings(inProcess, aeronDirectory, checked(key, value), requests, outcomes);
            case "readers.requests" ->
                new ReaderSettings(inProcess, aeronDirectory, live, checked(key, value), outcomes);
            default -> throw new EverbookException("the configuration has an unknown key, " + key);
        };
    }

    ReaderSettings with(final OutcomeLimits limits) {
        return new ReaderSettings(inProcess, aeronDirectory, live, requests, limits);
    }

    private static String checked(final String key, final String endpoint) {
        IpEndpoint.check(key, endpoint);
        return endpoint;
    }
}
