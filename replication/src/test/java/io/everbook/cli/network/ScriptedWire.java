package io.everbook.cli.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A wire in memory: hands out the packets asked for, and notes what is written. Allocates nothing for a packet.
 */
final class ScriptedWire implements Wire {
    static final int LENGTH = 100;
    private static final int NUMBER = 24;
    private static final int MOST = 200_000;
    private final UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final int[] written = new int[MOST];
    private int writtenCount;
    private boolean hasPacket;

    /**
     * Puts a packet on the wire.
     *
     * @param from   index of the host that sends it.
     * @param to     index of the host that it goes to.
     * @param number that it carries.
     */
    void put(final int from, final int to, final int number) {
        packet.putByte(0, (byte) 0x45);
        packet.putByte(14, (byte) (from + 1));
        packet.putByte(18, (byte) (to + 1));
        packet.putInt(NUMBER, number, ByteOrder.BIG_ENDIAN);
        hasPacket = true;
    }

    @Override
    public int read(final long address, final int length) {
        if (!hasPacket) {
            return 0;
        }
        hasPacket = false;
        view.wrap(address, length);
        view.putBytes(0, packet, 0, LENGTH);
        return LENGTH;
    }

    @Override
    public boolean write(final long address, final int length) {
        view.wrap(address, length);
        written[writtenCount++] = view.getInt(NUMBER, ByteOrder.BIG_ENDIAN);
        return true;
    }

    int[] written() {
        return Arrays.copyOf(written, writtenCount);
    }

    int count() {
        return writtenCount;
    }

    void forget() {
        writtenCount = 0;
    }
}
