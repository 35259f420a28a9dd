package io.everbook.cli.trial;

import io.everbook.api.Command;

/**
 * The commands one session wants to send, one after the other, without end.
 *
 * <p>The low half of a new order's client order id is its tag: no flow of a run ever gives one twice, so that an order
 * that is taken twice shows, whatever number it came under.
 */
public interface OrderFlow {
    /**
     * The next command, valid until the next call.
     *
     * @return the command.
     */
    Command<?> next();

    /**
     * The tag of the command that {@link #next()} gave last.
     *
     * @return the low half of its client order id; 0 where it is not a new order.
     */
    long tag();
}
