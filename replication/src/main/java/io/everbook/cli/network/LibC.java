package io.everbook.cli.network;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The few functions of the C library that the relay needs, as of the manual pages of Linux. Public only since the
 * binding demands it. Addresses are of memory outside the heap.
 */
public interface LibC {
    /** Open for reading and writing, without ever blocking: {@code O_RDWR | O_NONBLOCK}. */
    int READ_WRITE_NONBLOCK = 0x802;

    /** Nothing to read now. */
    int EAGAIN = 11;

    /** A signal came between. */
    int EINTR = 4;

    /** The library. */
    LibC INSTANCE = LibraryLoader.create(LibC.class).load("c");

    /**
     * Opens a file.
     *
     * @param path  of it.
     * @param flags how.
     * @return the descriptor, or -1.
     */
    int open(String path, int flags);

    /**
     * Controls a device.
     *
     * @param fd      its descriptor.
     * @param request to it.
     * @param address of the request's argument.
     * @return 0, or -1.
     */
    int ioctl(int fd, long request, long address);

    /**
     * Reads.
     *
     * @param fd      from where.
     * @param address to where.
     * @param length  of the room there.
     * @return how many bytes, 0 at the end, or -1.
     */
    long read(int fd, long address, long length);

    /**
     * Writes.
     *
     * @param fd      to where.
     * @param address from where.
     * @param length  in bytes.
     * @return how many bytes, or -1.
     */
    long write(int fd, long address, long length);

    /**
     * Waits until a descriptor is ready or the time is over.
     *
     * @param descriptors address of an array of {@code struct pollfd}.
     * @param count       of these.
     * @param timeout     address of a {@code struct timespec}, 0 for as long as it takes.
     * @param signals     address of a signal mask, or 0.
     * @return how many are ready, or -1.
     */
    int ppoll(long descriptors, long count, long timeout, long signals);

    /**
     * Why the last call of this thread failed.
     *
     * @return {@code errno}.
     */
    static int errno() {
        return Runtime.getSystemRuntime().getLastError();
    }
}
