package io.everbook.cli.network;

/**
 * Where packets come from and go to. Addresses are of memory outside the heap.
 */
interface Wire {
    /**
     * Reads one packet, if there is one.
     *
     * @param address to put it.
     * @param length  of the room there.
     * @return its length, or 0 if there is none.
     */
    int read(long address, int length);

    /**
     * Writes one packet.
     *
     * @param address of it.
     * @param length  of it.
     * @return whether it was taken.
     */
    boolean write(long address, int length);
}
