package io.everbook.cli.trial;

import java.util.List;

/**
 * Where processes run: each host has an address that the others reach it by, and a way to run a command on it.
 */
public interface Hosts {
    /** This machine's loopback address for every host. */
    Hosts LOOPBACK = new Hosts() {
        @Override
        public String address(final String host) {
            return "127.0.0.1";
        }

        @Override
        public List<String> inside(final String host, final List<String> command) {
            return command;
        }
    };

    /**
     * The address of a host.
     *
     * @param host by name.
     * @return an IP address.
     */
    String address(String host);

    /**
     * The command line that runs a command on a host, under the process id that its first word is started with.
     *
     * @param host    by name.
     * @param command and its arguments.
     * @return the command line.
     */
    List<String> inside(String host, List<String> command);
}
