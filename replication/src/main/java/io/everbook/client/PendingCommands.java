package io.everbook.client;

import io.everbook.api.Command;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The session's unanswered commands, encoded, in a ring of slots by command number.
 *
 * <pre>
 *   answered | first ............ cursor ............ next | free
 *            |  unanswered, sent  |  to be sent again |
 * </pre>
 *
 * <p>Commands are answered in the order of their numbers, as the engine decides them. Numbers of the session that this
 * client did not submit, another process having used the session in between, have no bytes here and are passed over.
 */
final class PendingCommands {
    private final UnsafeBuffer bytes;
    private final long[] numbers;
    private final int[] lengths;
    private final long[] submittedNs;
    private final int mask;
    private int window;
    private long first;
    private long cursor;
    private long next;

    PendingCommands(final int capacity) {
        bytes = new UnsafeBuffer(new byte[capacity * Command.MAX_ENCODED_LENGTH]);
        numbers = new long[capacity];
        lengths = new int[capacity];
        submittedNs = new long[capacity];
        mask = capacity - 1;
        window = capacity;
    }

    boolean isStarted() {
        return 0 != next;
    }

    void start(final long firstNumber) {
        first = firstNumber;
        cursor = firstNumber;
        next = firstNumber;
    }

    long first() {
        return first;
    }

    long next() {
        return next;
    }

    long last() {
        return next - 1;
    }

    long unanswered() {
        return next - first;
    }

    /** At most so many may be unanswered, as the session was defined; the ring's capacity bounds it too. */
    void window(final int sessionWindow) {
        window = Math.min(capacity(), sessionWindow);
    }

    boolean isFull() {
        return unanswered() >= window;
    }

    int capacity() {
        return mask + 1;
    }

    UnsafeBuffer buffer() {
        return bytes;
    }

    int offset(final long number) {
        return slot(number) * Command.MAX_ENCODED_LENGTH;
    }

    int length(final long number) {
        return lengths[slot(number)];
    }

    /** When a command that is held was submitted, by the client's clock. */
    long submittedNs(final long number) {
        return submittedNs[slot(number)];
    }

    boolean holds(final long number) {
        return numbers[slot(number)] == number;
    }

    /** Takes what was encoded at {@link #next()}'s offset, and sent, as the next command. */
    long submitted(final int length, final long nowNs) {
        final int slot = slot(next);
        numbers[slot] = next;
        submittedNs[slot] = nowNs;
        lengths[slot] = length;
        cursor++;
        return next++;
    }

    /** All up to a number are answered; numbers outside the ring's range change nothing, or end it all. */
    void answeredUpTo(final long number) {
        first = Math.max(first, Math.min(number + 1, next));
        cursor = Math.max(cursor, first);
    }

    /** All from a number on are to be sent again. */
    void sendAgainFrom(final long number) {
        cursor = Math.min(next, Math.max(first, number));
    }

    /** The session has got to a number; if that is past every command submitted here, another process did it. */
    void reached(final long number) {
        if (number >= next) {
            cursor = cursor == next ? number + 1 : cursor;
            next = number + 1;
        }
    }

    /** Forgets all above a number, so that their numbers are used anew. */
    void forgetAbove(final long number) {
        next = Math.min(next, Math.max(first, number + 1));
        cursor = next;
    }

    boolean hasToSend() {
        return cursor < next;
    }

    long cursor() {
        return cursor;
    }

    void sent() {
        cursor++;
    }

    private int slot(final long number) {
        return (int) number & mask;
    }
}
