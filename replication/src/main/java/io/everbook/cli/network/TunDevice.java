package io.everbook.cli.network;

import io.everbook.api.EverbookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A TUN device of this process's network namespace: IP packets without any header before them, never blocking.
 *
 * <pre>
 *   struct ifreq (40 bytes)   0  name, padded with zeros   16  flags: IFF_TUN 0x0001 | IFF_NO_PI 0x1000
 * </pre>
 */
final class TunDevice implements Wire {
    private static final String CLONE = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454caL;
    private static final short TUN_WITHOUT_HEADER = 0x1001;
    private static final int REQUEST_LENGTH = 40;
    private static final int FLAGS_OFFSET = 16;
    private static final Path STATISTICS = Path.of("/proc/net/dev");
    private static final int SENT_DROPPED = 12;
    private final String name;
    private final int fd;

    private TunDevice(final String name, final int fd) {
        this.name = name;
        this.fd = fd;
    }

    /**
     * Attaches to a device, which is made if it is not there.
     *
     * @param name of it.
     * @return the device.
     */
    static TunDevice attach(final String name) {
        final UnsafeBuffer request = new UnsafeBuffer(ByteBuffer.allocateDirect(REQUEST_LENGTH));
        request.putStringWithoutLengthAscii(0, name);
        request.putShort(FLAGS_OFFSET, TUN_WITHOUT_HEADER);
        final int fd = LibC.INSTANCE.open(CLONE, LibC.READ_WRITE_NONBLOCK);
        if (fd < 0 || LibC.INSTANCE.ioctl(fd, TUNSETIFF, request.addressOffset()) < 0) {
            throw new EverbookException("cannot attach to " + name + " by " + CLONE + ": errno " + LibC.errno());
        }
        return new TunDevice(name, fd);
    }

    int descriptor() {
        return fd;
    }

    /**
     * Packets that the kernel dropped since its queue before the device was full.
     *
     * @return how many since the device was made.
     */
    long unread() {
        try {
            return Files.readAllLines(STATISTICS).stream().map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.split("[: ]+")[SENT_DROPPED])).findFirst().orElseThrow();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + STATISTICS, e);
        }
    }

    @Override
    public int read(final long address, final int length) {
        final long read = LibC.INSTANCE.read(fd, address, length);
        if (read < 0) {
            final int errno = LibC.errno();
            if (errno != LibC.EAGAIN && errno != LibC.EINTR) {
                throw new EverbookException("cannot read the TUN device: errno " + errno);
            }
        }
        return (int) Math.max(0, read);
    }

    @Override
    public boolean write(final long address, final int length) {
        return LibC.INSTANCE.write(fd, address, length) == length;
    }
}
