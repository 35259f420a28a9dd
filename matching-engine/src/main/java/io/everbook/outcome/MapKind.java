package io.everbook.outcome;

/**
 * The maps of a store.
 */
enum MapKind {
    /** Outcomes by session and command number. */
    OUTCOMES("outcomes"),
    /** Order status by exchange order id. */
    ORDERS("orders"),
    /** Exchange order ids by session and client order id. */
    CLIENT_IDS("client-ids"),
    /** Trades by instrument and trade id. */
    TRADES("trades"),
    /** Sessions by their id. */
    SESSIONS("sessions");

    private final String label;

    MapKind(final String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
