package io.everbook.client;

import org.agrona.DirectBuffer;

/**
 * The way to every site's inquiry endpoint. Nothing here blocks.
 */
interface InquiryLink extends AutoCloseable {
    /** How many sites there are; they are named by their place, from 0. */
    int sites();

    /** The member id of the site at a place. */
    int member(int site);

    /** Sends an encoded inquiry to a site; false if it can't be sent now. */
    boolean send(int site, DirectBuffer buffer, int offset, int length);

    /** Where answers are to be sent; null as long as that is not known. */
    byte[] responseChannel();

    /** The stream that answers are to be sent on. */
    int responseStream();

    /** Receives answers. */
    int poll(Listener listener);

    @Override
    void close();

    /** Receives the messages of answers. */
    @FunctionalInterface
    interface Listener {
        void onMessage(DirectBuffer buffer, int offset, int length);
    }
}
