package io.everbook.journal;

import java.lang.reflect.Field;

/**
 * Takes the force out of a journal, without a word.
 */
public final class UnforcedJournal {
    private UnforcedJournal() {
    }

    /**
     * Has a writer force nothing from now on.
     *
     * @param writer that thinks it does.
     */
    public static void stopForcing(final JournalWriter writer) {
        try {
            final Field forcer = JournalWriter.class.getDeclaredField("forcer");
            forcer.setAccessible(true);
            forcer.set(writer, new FileForcer(writer.directory()) {
                @Override
                boolean force() {
                    return false;
                }
            });
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
