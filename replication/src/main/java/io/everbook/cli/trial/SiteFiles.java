package io.everbook.cli.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Writes the configuration files of a cluster.
 */
final class SiteFiles {
    /** Ports of one site: ingress, consensus, log, catch-up, archive, inquiry. */
    static final int PORTS_EACH = 6;
    private final List<String> names;
    private final Hosts hosts;
    private final int firstPort;
    private final Workspace workspace;
    private final Map<Integer, String> secrets;
    private final Map<String, String> settings;

    /**
     * Prepares the files of some sites.
     *
     * @param names     of the sites, in the order of their members.
     * @param hosts     one for each site, by its name.
     * @param firstPort of {@link #PORTS_EACH} for each.
     * @param workspace to write to.
     * @param secrets   of the participants.
     * @param settings  of every site besides those written here.
     */
    SiteFiles(
        final List<String> names, final Hosts hosts, final int firstPort, final Workspace workspace,
        final Map<Integer, String> secrets, final Map<String, String> settings) {
        this.names = names;
        this.hosts = hosts;
        this.firstPort = firstPort;
        this.workspace = workspace;
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * The {@code cluster.members} setting.
     *
     * @return the setting's value.
     */
    String members() {
        final List<String> members = new ArrayList<>();
        for (int member = 0; member < names.size(); member++) {
            members.add(member + "," + names.get(member)
                + endpoints(hosts.address(names.get(member)), firstPort + member * PORTS_EACH));
        }
        return String.join(";", members);
    }

    /**
     * Writes a site's file.
     *
     * @param member of the site.
     * @return the file.
     */
    Path write(final int member) {
        final Path file = workspace.configuration(names.get(member));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties(member).store(writer, null);
            return file;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Properties properties(final int member) {
        final Properties properties = new Properties();
        final String name = names.get(member);
        properties.setProperty("site.name", name);
        properties.setProperty("site.member", Integer.toString(member));
        properties.setProperty("site.dir", workspace.site(name).toString());
        properties.setProperty("site.aeronDir", workspace.shm().resolve(name).toString());
        properties.setProperty("cluster.members", members());
        properties.setProperty("cluster.secret", "trial-" + firstPort);
        properties.setProperty("engine.maxOrders", "131072");
        secrets.forEach((participant, secret) -> properties.setProperty("auth." + participant, digest(secret)));
        settings.forEach(properties::setProperty);
        return properties;
    }

    private static String endpoints(final String address, final int port) {
        final StringBuilder endpoints = new StringBuilder();
        for (int i = 0; i < PORTS_EACH; i++) {
            endpoints.append(',').append(address).append(':').append(port + i);
        }
        return endpoints.toString();
    }

    private static String digest(final String secret) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
