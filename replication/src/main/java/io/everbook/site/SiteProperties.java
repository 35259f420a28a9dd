package io.everbook.site;

import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Reads a site's configuration from a properties file.
 *
 * <pre>
 * site.name             its name, as cluster.members has it
 * site.member           its id among cluster.members
 * site.dir              its directory
 * site.aeronDir         its media driver's directory, best on /dev/shm
 * site.acceptLostTail   true: the operator's word after a power cut (default false)
 * cluster.members       id,name,ingress,consensus,log,catchup,archive,inquiry; ... each endpoint address:port
 * cluster.secret        shared by the sites
 * auth.PARTICIPANT      SHA-256 of the participant's secret, in hexadecimal
 * divergence.interval   milliseconds between a site's reports to the log (default 1000); 0: none while connected
 * durability            MEMORY_QUORUM (default) or DISK_QUORUM
 * engine.NAME           partition, maxOrders, maxParticipants, maxSessions, maxConnections, maxInstruments
 * timers.profile        LAN (default), METRO or WAN, see {@link TimerProfile}
 * snapshot.interval, snapshot.keep   when snapshots are taken and how many stay, see {@link SnapshotRule}
 * log.termLength        bytes, a power of two from 65536 (default 16777216): the log is deleted in such pieces
 * gray.pauseMs, gray.commitMs, gray.intervalMs   when a slow leader hands over, see {@link GrayLimits}
 * timers.NAME           milliseconds, in place of the profile's, see {@link SiteTimers}
 * readers               which readers run on threads of the site's process: outcomes, market-data, drop-copy (none)
 * outcomes.NAME         how much the store of outcomes keeps, see {@link OutcomeLimits}
 * readers.aeronDir, readers.live, readers.requests   how they are reached, see {@link ReaderSettings}
 * </pre>
 *
 * <p>A key that isn't listed is refused, since a setting that goes unread is worse than one that is missing.
 */
final class SiteProperties {
    private final SiteConfig config = new SiteConfig();
    private final EngineConfig.Builder engine = EngineConfig.builder();
    private final Map<String, Long> timers = new HashMap<>();
    private TimerProfile profile = TimerProfile.LAN;

    private SiteProperties() {
    }

    static SiteConfig load(final Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            final Properties properties = new Properties();
            properties.load(reader);
            return of(properties);
        } catch (final IOException ex) {
            throw new EverbookException("can't read the configuration " + file + ": " + ex, ex);
        }
    }

    static SiteConfig of(final Properties properties) {
        final SiteProperties reader = new SiteProperties();
        for (final String key : properties.stringPropertyNames()) {
            reader.set(key, properties.getProperty(key).trim());
        }
        return reader.config.engine(reader.engine.conclude()).timers(SiteTimers.of(reader.profile, reader.timers));
    }

    private void set(final String key, final String value) {
        if (key.startsWith("auth.")) {
            config.participant(number(key, key.substring("auth.".length())), value);
        } else if (key.startsWith("engine.")) {
            setEngine(key, number(key, value));
        } else if (ReaderSettings.isKey(key)) {
            config.readers(config.readers().with(key, value));
        } else if (key.startsWith("outcomes.")) {
            config.readers(config.readers().with(config.readers().outcomes().with(key, number(key, value))));
        } else if (key.startsWith("gray.")) {
            setGray(key, number(key, value));
        } else if (key.startsWith("snapshot.")) {
            setSnapshots(key, number(key, value));
        } else if (key.equals("timers.profile")) {
            profile = TimerProfile.of(value);
        } else if (key.startsWith("timers.")) {
            timers.put(key.substring("timers.".length()), (long) number(key, value));
        } else {
            setSite(key, value);
        }
    }

    private void setGray(final String key, final long value) {
        final GrayLimits gray = config.gray();
        config.gray(switch (key) {
            case "gray.pauseMs" -> new GrayLimits(value, gray.commitMs(), gray.intervalMs());
            case "gray.commitMs" -> new GrayLimits(gray.pauseMs(), value, gray.intervalMs());
            case "gray.intervalMs" -> new GrayLimits(gray.pauseMs(), gray.commitMs(), value);
            default -> throw unknown(key);
        });
    }

    private void setSnapshots(final String key, final int value) {
        final SnapshotRule rule = config.snapshots();
        config.snapshots(switch (key) {
            case "snapshot.interval" -> new SnapshotRule(value, rule.keep());
            case "snapshot.keep" -> new SnapshotRule(rule.intervalMs(), value);
            default -> throw unknown(key);
        });
    }

    private void setSite(final String key, final String value) {
        switch (key) {
            case "site.name" -> config.name(value);
            case "site.member" -> config.member(number(key, value));
            case "site.dir" -> config.directory(Path.of(value));
            case "site.aeronDir" -> config.aeronDirectory(value);
            case "site.acceptLostTail" -> config.acceptsLostTail(Boolean.parseBoolean(value));
            case "cluster.members" -> config.members(SiteMember.parseAll(value));
            case "cluster.secret" -> config.clusterSecret(value);
            case "divergence.interval" -> config.divergenceInterval(number(key, value));
            case "log.termLength" -> config.logTermLength(number(key, value));
            case "durability" -> config.durability(durability(value));
            default -> throw unknown(key);
        }
    }

    private void setEngine(final String key, final int value) {
        switch (key) {
            case "engine.partition" -> engine.partition(value);
            case "engine.maxOrders" -> engine.maxOrders(value);
            case "engine.maxParticipants" -> engine.maxParticipants(value);
            case "engine.maxSessions" -> engine.maxSessions(value);
            case "engine.maxConnections" -> engine.maxConnections(value);
            case "engine.maxInstruments" -> engine.maxInstruments(value);
            default -> throw unknown(key);
        }
    }

    private static SiteDurability durability(final String value) {
        try {
            return SiteDurability.valueOf(value);
        } catch (final IllegalArgumentException ex) {
            throw new EverbookException("durability=" + value + " is neither MEMORY_QUORUM nor DISK_QUORUM", ex);
        }
    }

    private static int number(final String key, final String value) {
        try {
            return Integer.parseInt(value);
        } catch (final NumberFormatException ex) {
            throw new EverbookException(key + ": '" + value + "' is no whole number", ex);
        }
    }

    private static EverbookException unknown(final String key) {
        return new EverbookException("the configuration has an unknown key, " + key);
    }
}
