package io.everbook.publish;

import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a reader at work: opens it, closes it where it throws, says why, and opens it again a second later. So a
 * journal that isn't there yet, or that its writer is making longer again, is waited for.
 */
final class RestartingAgent implements Agent {
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final Supplier<ReaderPart> parts;
    private final Consumer<String> messages;
    private ReaderPart part;
    private long nextTryNs = System.nanoTime();
    private String lastMessage = "";

    RestartingAgent(final String name, final Supplier<ReaderPart> parts, final Consumer<String> messages) {
        this.name = name;
        this.parts = parts;
        this.messages = messages;
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        try {
            return part == null ? open(nowNs) : part.doWork(nowNs);
        } catch (final RuntimeException | InternalError e) {
            abandon(e, nowNs);
            return 0;
        }
    }

    private int open(final long nowNs) {
        if (nowNs - nextTryNs < 0) {
            return 0;
        }
        part = parts.get();
        return 1;
    }

    private void abandon(final Throwable reason, final long nowNs) {
        CloseHelper.quietClose(part);
        part = null;
        nextTryNs = nowNs + RETRY_NS;
        final String message = name + " has to open again: " + reason;
        if (!message.equals(lastMessage)) {
            lastMessage = message;
            messages.accept(message);
        }
    }

    @Override
    public String roleName() {
        return name;
    }

    @Override
    public void onClose() {
        CloseHelper.close(part);
        part = null;
    }
}
