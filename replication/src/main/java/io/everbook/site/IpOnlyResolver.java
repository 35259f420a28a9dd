package io.everbook.site;

import io.aeron.driver.NameResolverAgent;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Resolves literal IP addresses and nothing else, so that no channel, not even one that a client names for its
 * responses, makes the media driver ask DNS.
 */
public final class IpOnlyResolver implements NameResolverAgent {
    /**
     * Creates a resolver.
     */
    public IpOnlyResolver() {
    }

    @Override
    public InetAddress resolve(final String name, final String uriParamName, final boolean isReResolution) {
        if (!IpEndpoint.isAddress(name)) {
            return null;
        }
        try {
            return InetAddress.getByName(name);
        } catch (final UnknownHostException ex) {
            return null;
        }
    }
}
