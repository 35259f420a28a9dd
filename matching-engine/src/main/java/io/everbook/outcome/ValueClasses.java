package io.everbook.outcome;

import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.values.Values;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The classes behind keys and values, which Chronicle compiles when one is first asked for. An interrupt in the middle
 * of that, as of an agent that is closed, closes the files of the class path that the compiler keeps open for the whole
 * process, and nothing is ever compiled again in it. So all are compiled before the first is asked for, on a thread
 * that nobody interrupts.
 */
final class ValueClasses {
    private static final List<Class<?>> ALL = List.of(
        LongValue.class, ClientKey.class, OutcomeValue.class, OrderValue.class, TradeValue.class, SessionValue.class);
    private static final CompletableFuture<Void> COMPILED =
        CompletableFuture.runAsync(ValueClasses::compile, ValueClasses::run);

    private ValueClasses() {
    }

    /**
     * Waits until all are compiled, whoever interrupts; does nothing from then on. Safe for any thread.
     *
     * @throws java.util.concurrent.CompletionException if they can't be, as without a JDK.
     */
    static void load() {
        COMPILED.join();
    }

    private static void run(final Runnable task) {
        final Thread thread = new Thread(task, "value-classes");
        thread.setDaemon(true);
        thread.start();
    }

    private static void compile() {
        for (final Class<?> each : ALL) {
            Values.newHeapInstance(each);
            Values.newNativeReference(each);
        }
        try (ChronicleMap<LongValue, LongValue> map = ChronicleMapBuilder.of(LongValue.class, LongValue.class)
            .entries(1).skipCloseOnExitHook(true).create()) {
            map.longSize();
        }
    }
}
