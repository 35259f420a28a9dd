package io.everbook.site;

/**
 * Ends the process on the spot, without hooks or handlers: what a site does rather than go on with a state that its
 * journal or its peers may not share.
 */
@FunctionalInterface
public interface Halt {
    /** The one of a running site. */
    Halt PROCESS = status -> Runtime.getRuntime().halt(status);

    /**
     * Ends the process; doesn't return, except in a test.
     *
     * @param status for the process to end with.
     */
    void halt(int status);
}
