package io.everbook.cli.demo;

import io.everbook.client.ExchangeClient;

/**
 * What a run is made of, where another part can stand in for the real one.
 *
 * @param java     command line of a site's process.
 * @param siteMain main class of a site's process, which behaves as {@link ControlledSite}.
 * @param opener   of clients.
 */
record DemoParts(JavaCommand java, String siteMain, SessionOpener opener) {
    static DemoParts real() {
        return new DemoParts(siteJava(), ControlledSite.class.getName(), ExchangeClient::new);
    }

    static JavaCommand siteJava() {
        return new JavaCommand().flag("-Xmx256m").flag("-XX:+UseSerialGC");
    }
}
