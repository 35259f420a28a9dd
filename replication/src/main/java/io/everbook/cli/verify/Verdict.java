package io.everbook.cli.verify;

import io.everbook.cli.ExitCode;

/**
 * What a run shows.
 */
enum Verdict {
    /** Every invariant was checked and held. */
    VALID(ExitCode.DONE),
    /** An invariant was violated, or not checked at all. */
    INVALID(ExitCode.CHECK_FAILED),
    /** Too many commands are unresolved to tell. */
    UNKNOWN(ExitCode.NOT_ABLE);

    private final int exitCode;

    Verdict(final int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
