package io.everbook.engine.reference;

import java.util.Arrays;

/**
 * One input of a run, kept so that it can be played again in a shorter list: what depends on the steps before it (the
 * session's next number, the id that an earlier step's order got, the bytes that an earlier step sent) is resolved when
 * it is played.
 */
final class Step {
    static final int NONE = -1;

    final int id;
    final long connection;
    final long timeNs;
    final byte[] bytes;
    long numberFromNext = Long.MIN_VALUE;
    int orderOf = NONE;
    int resendOf = NONE;
    int length = NONE;
    int[] flips = new int[0];
    boolean restoreAfter;
    boolean quarantined;

    Step(final int id, final long connection, final long timeNs, final CommandBytes command) {
        this.id = id;
        this.connection = connection;
        this.timeNs = timeNs;
        this.bytes = command == null ? new byte[0] : command.array();
    }

    Step numberFromNext(final long delta) {
        numberFromNext = delta;
        return this;
    }

    Step orderOf(final int step) {
        orderOf = step;
        return this;
    }

    Step resendOf(final int step) {
        resendOf = step;
        return this;
    }

    Step length(final int newLength) {
        length = newLength;
        return this;
    }

    /**
     * Changes bytes last of all.
     *
     * @param positionsAndBits position and bits to flip, in turn; a position outside the message is passed over.
     */
    Step flips(final int... positionsAndBits) {
        flips = positionsAndBits.clone();
        return this;
    }

    Step restoreAfter(final boolean restore) {
        restoreAfter = restore;
        return this;
    }

    Step quarantined(final boolean skipped) {
        quarantined = skipped;
        return this;
    }

    byte[] shaped(final byte[] resolved) {
        final byte[] shaped = length == NONE ? resolved.clone() : Arrays.copyOf(resolved, length);
        for (int i = 0; i < flips.length; i += 2) {
            if (flips[i] < shaped.length) {
                shaped[flips[i]] ^= (byte) flips[i + 1];
            }
        }
        return shaped;
    }
}
