package io.everbook.cli.bench;

import io.everbook.api.EverbookException;

/**
 * The member that led at the start of a measurement leads no more, and the measurement is worth nothing.
 */
final class ElectionException extends EverbookException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param what was seen of it.
     */
    ElectionException(final String what) {
        super("an election in mid-measurement: " + what);
    }
}
