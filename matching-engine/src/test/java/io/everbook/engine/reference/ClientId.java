package io.everbook.engine.reference;

/**
 * A client order id; both halves zero: none.
 */
record ClientId(long high, long low) {
    static final ClientId NONE = new ClientId(0, 0);

    boolean isNone() {
        return equals(NONE);
    }

    @Override
    public String toString() {
        return isNone() ? "none" : high + ":" + low;
    }
}
