package io.everbook.api;

/**
 * Something went wrong that the exchange does not carry on from. The message says what, where (file, offset, sequence)
 * and what to do.
 */
public class EverbookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     *
     * @param message what happened, where, and what to do.
     */
    public EverbookException(final String message) {
        super(message);
    }

    /**
     * Creates it with its cause.
     *
     * @param message what happened, where, and what to do.
     * @param cause   what it was found by.
     */
    public EverbookException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
