package io.everbook.outcome;

import net.openhft.chronicle.values.Group;

/**
 * A session's client order id, under which the id of its newest order of that name is found.
 */
interface ClientKey {
    @Group(1)
    long high();

    void high(long high);

    @Group(2)
    long low();

    void low(long low);

    @Group(3)
    int session();

    void session(int session);
}
