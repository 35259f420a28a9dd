package io.everbook.cli;

/**
 * What a command's exit code means.
 */
public final class ExitCode {
    /** Done; what was checked holds. */
    public static final int DONE = 0;
    /** The check was made and failed. */
    public static final int CHECK_FAILED = 1;
    /** Wrong use, or the check could not be made. */
    public static final int NOT_ABLE = 2;

    private ExitCode() {
    }
}
