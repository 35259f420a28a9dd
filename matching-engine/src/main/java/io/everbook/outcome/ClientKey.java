package io.everbook.outcome;

/**
 * A session's client order id, under which the id of its newest order of that name is found.
 */
interface ClientKey {
    long high();

    void high(long high);

    long low();

    void low(long low);

    int session();

    void session(int session);
}
