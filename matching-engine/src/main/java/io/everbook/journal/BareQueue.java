package io.everbook.journal;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * A queue of the same settings as a journal's with nothing of a journal around it: what a journal's speed is measured
 * against. It looks at no record and forces nothing. One thread; allocates nothing from message to message.
 */
public final class BareQueue implements AutoCloseable {
    private final PointerBytesStore bytes = BytesStore.nativePointer();
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    private BareQueue(final SingleChronicleQueue queue) {
        this.queue = queue;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Begins a queue.
     *
     * @param config as a journal's; its directory is there.
     * @return the queue, to be closed.
     */
    public static BareQueue open(final JournalConfig config) {
        return new BareQueue(QueueFiles.writable(config, System::currentTimeMillis));
    }

    /**
     * Appends a message by Chronicle's shortest way for bytes that lie off the heap.
     *
     * @param buffer holding it, off the heap.
     * @param offset of its first byte.
     * @param length in bytes.
     */
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        bytes.set(buffer.addressOffset() + offset, length);
        appender.writeBytes(bytes);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(appender, queue);
    }
}
