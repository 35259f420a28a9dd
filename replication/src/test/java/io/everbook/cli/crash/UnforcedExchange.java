package io.everbook.cli.crash;

import io.everbook.embedded.EmbeddedConfig;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.UnforcedJournal;
import java.lang.reflect.Field;

/**
 * A {@link CrashedExchange} that acknowledges as if its journal were forced to the disk, and forces nothing.
 */
public final class UnforcedExchange {
    private UnforcedExchange() {
    }

    /**
     * Runs it.
     *
     * @param args the settings.
     */
    public static void main(final String[] args) {
        CrashedExchange.run(args, UnforcedExchange::open);
    }

    private static EmbeddedExchange open(final EmbeddedConfig config) {
        try {
            final EmbeddedExchange exchange = EmbeddedExchange.open(config);
            final Field journal = EmbeddedExchange.class.getDeclaredField("journal");
            journal.setAccessible(true);
            UnforcedJournal.stopForcing((JournalWriter) journal.get(exchange));
            return exchange;
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
