package io.everbook.client;

/**
 * What a client does after a fault. Every client does all of it; a test overrides a method to show what is lost
 * without it.
 */
class RecoveryPolicy {
    static final RecoveryPolicy FULL = new RecoveryPolicy();

    /**
     * Are commands that the log does not hold sent again? Without, they are forgotten and their numbers used anew.
     */
    boolean resends() {
        return true;
    }

    /**
     * Are missed events asked for? Without, they are passed over.
     */
    boolean fills() {
        return true;
    }
}
