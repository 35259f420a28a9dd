package io.everbook.cli.bench;

import io.everbook.api.EverbookException;

/**
 * Another member leads than at the start of a measurement, which is worth nothing then.
 */
final class ElectionException extends EverbookException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param member that leads now.
     */
    ElectionException(final int member) {
        super("an election in mid-measurement; member " + member + " leads");
    }
}
