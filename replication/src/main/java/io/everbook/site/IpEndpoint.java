package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoints are literal IP addresses with a port, {@code 10.0.0.1:9000} or {@code [fd00::1]:9000}: a name would need
 * DNS, and nothing on the order path or the failover path may.
 */
public final class IpEndpoint {
    private static final Pattern ENDPOINT = Pattern.compile("(?<host>[^\\[\\]:]+|\\[[^\\[\\]]+]):(?<port>[0-9]{1,5})");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");
    private static final int MAX_OCTET = 255;
    private static final int MAX_PORT = 65_535;

    private IpEndpoint() {
    }

    /**
     * Requires that a setting is an endpoint.
     *
     * @param key      of the setting.
     * @param endpoint its value.
     * @throws EverbookException saying what it is instead.
     */
    public static void check(final String key, final String endpoint) {
        final Matcher matcher = match(key, endpoint);
        if (!isAddress(matcher.group("host"))) {
            throw new EverbookException(key + ": '" + endpoint + "' names a host; only IP addresses are accepted, as "
                + "nothing here may depend on DNS");
        }
        if (Integer.parseInt(matcher.group("port")) > MAX_PORT) {
            throw new EverbookException(key + ": the port of '" + endpoint + "' is above " + MAX_PORT);
        }
    }

    /**
     * Whether a text is an endpoint.
     *
     * @param endpoint the text.
     * @return true if it is address:port.
     */
    public static boolean isEndpoint(final String endpoint) {
        final Matcher matcher = ENDPOINT.matcher(endpoint);
        return matcher.matches()
            && isAddress(matcher.group("host"))
            && Integer.parseInt(matcher.group("port")) <= MAX_PORT;
    }

    static String host(final String endpoint) {
        return match("endpoint", endpoint).group("host");
    }

    static boolean isAddress(final String host) {
        if (host.startsWith("[")) {
            return IPV6.matcher(host.substring(1, host.length() - 1)).matches();
        }
        return isIpv4(host) || IPV6.matcher(host).matches();
    }

    private static boolean isIpv4(final String host) {
        if (!IPV4.matcher(host).matches()) {
            return false;
        }
        for (final String octet : host.split("\\.")) {
            if (Integer.parseInt(octet) > MAX_OCTET) {
                return false;
            }
        }
        return true;
    }

    private static Matcher match(final String key, final String endpoint) {
        final Matcher matcher = ENDPOINT.matcher(endpoint);
        if (!matcher.matches()) {
            throw new EverbookException(key + ": '" + endpoint + "' is not address:port");
        }
        return matcher;
    }
}
