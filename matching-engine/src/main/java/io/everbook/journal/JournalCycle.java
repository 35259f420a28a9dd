package io.everbook.journal;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;

/**
 * How much record time one file of a journal spans. The file that holds a record is a function of the record's time,
 * never of a clock.
 */
public enum JournalCycle {
    /** One file an hour: for a sustained million records a second. */
    HOURLY(RollCycles.FAST_HOURLY),
    /** One file a day, of at most 4.29 thousand million records. */
    DAILY(RollCycles.FAST_DAILY);

    private final RollCycle rollCycle;

    JournalCycle(final RollCycle rollCycle) {
        this.rollCycle = rollCycle;
    }

    static JournalCycle ofFile(final String name) {
        return name.indexOf('-') >= 0 ? HOURLY : DAILY;
    }

    RollCycle rollCycle() {
        return rollCycle;
    }
}
