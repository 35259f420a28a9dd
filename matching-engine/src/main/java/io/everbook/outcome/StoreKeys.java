package io.everbook.outcome;

/**
 * How keys are composed of an owner and a number of which only the lower bits count. Stateless.
 */
final class StoreKeys {
    private StoreKeys() {
    }

    /**
     * The key under which a number of an owner lies.
     *
     * @param kept how many numbers of the owner are kept, a power of two.
     */
    static long slot(final int owner, final long number, final long kept) {
        return (long) owner << 32 | number & kept - 1;
    }
}
