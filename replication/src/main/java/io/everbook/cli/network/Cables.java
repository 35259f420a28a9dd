package io.everbook.cli.network;

import io.everbook.cli.SystemCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The router's ends of the hosts' cables. A cable pulled twice needs plugging in twice. Thread safe.
 */
final class Cables {
    private final String router;
    private final List<String> hosts;
    private final Map<String, Integer> pulled = new LinkedHashMap<>();

    Cables(final String router, final List<String> hosts) {
        this.router = router;
        this.hosts = hosts;
    }

    synchronized void unplug(final String host) {
        if (pulled.merge(host, 1, Integer::sum) == 1) {
            set(host, "down");
        }
    }

    synchronized void plug(final String host) {
        if (pulled.containsKey(host) && pulled.computeIfPresent(host, (key, times) -> times == 1 ? null : times - 1)
            == null) {
            set(host, "up");
        }
    }

    synchronized void plugAll() {
        pulled.keySet().forEach(host -> set(host, "up"));
        pulled.clear();
    }

    private void set(final String host, final String state) {
        SystemCommand.run("ip", "-n", router, "link", "set", Namespaces.cable(hosts.indexOf(host)), state);
    }
}
