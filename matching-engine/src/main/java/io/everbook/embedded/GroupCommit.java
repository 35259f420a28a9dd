package io.everbook.embedded;

import io.everbook.api.Durability;
import io.everbook.engine.EventBuffer;
import io.everbook.journal.JournalWriter;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Holds back what commands came to until the journal is forced to the disk, once for a group of them, and only then has
 * listeners told; with {@link Durability#PROCESS} they are told at once. After a failed force nobody is told any more.
 * One thread; allocates nothing once its buffer is as large as the largest group.
 */
final class GroupCommit {
    private static final int INITIAL_CAPACITY = 1 << 16;

    private final JournalWriter journal;
    private final EventDelivery delivery;
    private final boolean forced;
    private final long maxDelayNs;
    private final EmbeddedSession[] senders;
    private final int[] ends;
    private UnsafeBuffer held = new UnsafeBuffer(ByteBuffer.allocateDirect(INITIAL_CAPACITY));
    private int count;
    private long firstNs;

    GroupCommit(final EmbeddedConfig config, final JournalWriter journal, final EventDelivery delivery) {
        this.journal = journal;
        this.delivery = delivery;
        forced = config.durability() == Durability.DISK;
        maxDelayNs = config.groupDelayNs();
        senders = new EmbeddedSession[config.groupCommands()];
        ends = new int[config.groupCommands()];
    }

    /**
     * Takes the events of a command that was appended.
     */
    void add(final long nowNs, final EventBuffer events, final EmbeddedSession sender) {
        if (forced) {
            hold(nowNs, events, sender);
            if (count == senders.length || sender.isWindowFull() || isDue(nowNs)) {
                commit();
            }
        } else {
            delivery.deliver(events.buffer(), events.eventsOffset(), events.eventsLength(), sender);
        }
    }

    private void hold(final long nowNs, final EventBuffer events, final EmbeddedSession sender) {
        if (count == 0) {
            firstNs = nowNs;
        }
        final int start = start(count);
        final int end = start + events.eventsLength();
        requireCapacity(end);
        held.putBytes(start, events.buffer(), events.eventsOffset(), events.eventsLength());
        ends[count] = end;
        senders[count] = sender;
        sender.submitted();
        count++;
    }

    private int start(final int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    private void requireCapacity(final int length) {
        if (length > held.capacity()) {
            final UnsafeBuffer larger = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * length));
            larger.putBytes(0, held, 0, start(count));
            held = larger;
        }
    }

    /**
     * Whether the oldest command has waited for long enough; a clock that went back counts as that.
     */
    boolean isDue(final long nowNs) {
        return count > 0 && (nowNs - firstNs >= maxDelayNs || nowNs < firstNs);
    }

    /**
     * Forces what is held and has listeners told of it.
     *
     * @return how many commands were held.
     */
    int commit() {
        final int commands = count;
        if (commands > 0) {
            journal.force();
            for (int i = 0; i < commands; i++) {
                delivery.deliver(held, start(i), ends[i] - start(i), senders[i]);
                senders[i].answered();
                senders[i] = null;
            }
            count = 0;
        }
        return commands;
    }

    /**
     * Forces what was appended beside the sessions' commands, as the durability says.
     */
    void force() {
        if (forced) {
            journal.force();
        }
    }
}
