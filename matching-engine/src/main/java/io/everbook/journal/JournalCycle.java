package io.everbook.journal;

import io.everbook.api.EverbookException;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.READ;

/**
 * How much record time one file of a journal spans. The file that holds a record is a function of the record's time,
 * never of a clock.
 */
public enum JournalCycle {
    /** One file an hour: for a sustained million records a second. */
    HOURLY(RollCycles.FAST_HOURLY),
    /** One file a day, of at most 4.29 thousand million records. */
    DAILY(RollCycles.FAST_DAILY);

    private static final int TABLE_HEADER = 1024;

    private final RollCycle rollCycle;

    JournalCycle(final RollCycle rollCycle) {
        this.rollCycle = rollCycle;
    }

    static JournalCycle ofFile(final String name) {
        return name.indexOf('-') >= 0 ? HOURLY : DAILY;
    }

    /**
     * The cycle that a queue's table was made with, as its header says in words.
     *
     * @param otherwise if it says nothing known.
     */
    static JournalCycle ofTable(final Path table, final JournalCycle otherwise) {
        final ByteBuffer header = ByteBuffer.allocate(TABLE_HEADER);
        try (FileChannel channel = FileChannel.open(table, READ)) {
            channel.read(header);
        } catch (final IOException e) {
            throw new EverbookException("cannot read " + table + ": " + e, e);
        }
        final String words = new String(header.array(), StandardCharsets.ISO_8859_1);
        return Stream.of(values()).filter(cycle -> words.contains(cycle.rollCycle.format())).findFirst()
            .orElse(otherwise);
    }

    RollCycle rollCycle() {
        return rollCycle;
    }
}
