package io.everbook.cli.bench;

import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * A process that reads a site's journal as it grows, and verifies every record: the least that any reader beside a site
 * does. Ends when its standard input does.
 *
 * <pre>
 * READING sequence=n      printed once it has reached the end of what was there
 * READ sequence=n         printed for every line on its standard input: how far it has come
 * </pre>
 */
public final class JournalFollower {
    /** Long enough to find many records at once: who wakes for each one takes the processor from the sites. */
    private static final int IDLE_NS = 500_000;
    private static volatile long read;

    private JournalFollower() {
    }

    /**
     * Follows a journal.
     *
     * @param args its directory.
     * @throws IOException if standard input fails.
     */
    public static void main(final String[] args) throws IOException {
        final Thread follower = new Thread(() -> follow(Path.of(args[0])), "follower");
        follower.setDaemon(true);
        follower.start();
        for (int next = System.in.read(); next >= 0; next = System.in.read()) {
            if (next == '\n') {
                say("READ");
            }
        }
    }

    private static void follow(final Path directory) {
        final IdleStrategy idle = new SleepingIdleStrategy(IDLE_NS);
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(directory)) {
            reader.seek(reader.lastSequence() + 1);
            read = reader.lastSequence();
            say("READING");
            while (!Thread.interrupted()) {
                final boolean found = reader.next(record);
                if (found) {
                    read = record.sequence();
                }
                idle.idle(found ? 1 : 0);
            }
        }
    }

    private static void say(final String word) {
        System.out.println(word + " sequence=" + read);
        System.out.flush();
    }
}
