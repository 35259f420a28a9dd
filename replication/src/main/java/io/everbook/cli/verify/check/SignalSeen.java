package io.everbook.cli.verify.check;

/**
 * A signal that a client was sent.
 *
 * @param session  of the client.
 * @param template of the signal.
 * @param hash     of its bytes.
 */
record SignalSeen(int session, int template, long hash) {
}
