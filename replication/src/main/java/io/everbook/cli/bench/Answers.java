package io.everbook.cli.bench;

import org.agrona.DirectBuffer;

/**
 * Counts the messages of a load that are answered in full.
 */
interface Answers {
    /**
     * Takes what came.
     *
     * @param buffer holding it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return how many answers it completes.
     * @throws io.everbook.api.EverbookException if something before it is missing.
     */
    int completed(DirectBuffer buffer, int offset, int length);
}
