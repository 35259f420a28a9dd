package io.everbook.journal;

import java.io.File;
import java.lang.reflect.Field;

/**
 * A journal that leaves out one record, without a word.
 */
public final class SkippingJournal {
    private static final int AFTER = 400;

    private SkippingJournal() {
    }

    /**
     * Opens one.
     *
     * @param config the settings.
     * @return the writer.
     */
    public static JournalWriter open(final JournalConfig config) {
        try {
            final JournalWriter writer = JournalWriter.open(config);
            final Field field = JournalWriter.class.getDeclaredField("appender");
            field.setAccessible(true);
            field.set(writer, new Skipping((RecordAppender) field.get(writer)));
            return writer;
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Skipping implements RecordAppender {
        private final RecordAppender real;
        private int appended;
        private int cycle;

        private Skipping(final RecordAppender real) {
            this.real = real;
        }

        @Override
        public int append(final long timeNs, final long address, final int length) {
            cycle = ++appended == AFTER ? cycle : real.append(timeNs, address, length);
            return cycle;
        }

        @Override
        public File currentFile() {
            return real.currentFile();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
