package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import org.agrona.DirectBuffer;

/**
 * The answers of the echo: one message each, in the order of their counters.
 */
final class EchoAnswers implements Answers {
    private long next;

    @Override
    public int completed(final DirectBuffer buffer, final int offset, final int length) {
        final long counter = EchoMessage.counter(buffer, offset);
        if (counter != next) {
            throw new EverbookException("the echo's answer " + next + " was dropped, " + counter + " came");
        }
        next++;
        return 1;
    }
}
