package io.everbook.outcome;

import io.everbook.api.JvmFlags;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A store in a process of its own, which follows until it is killed.
 */
final class StoreProcess {
    private StoreProcess() {
    }

    /** Follows a journal: the directories of store and journal are the arguments. */
    public static void main(final String[] args) {
        final OutcomeStore store = new OutcomeStore(config(Path.of(args[0]), Path.of(args[1])));
        final IdleStrategy idle = new BackoffIdleStrategy();
        while (true) {
            idle.idle(store.doWork());
        }
    }

    static OutcomeConfig config(final Path directory, final Path journal) {
        return OutcomeConfig.builder().directory(directory).journal(journal)
            .expectedOutcomes(1 << 14).expectedOrders(1 << 14).expectedTrades(1 << 14)
            .endedOrdersKept(1 << 12)
            .messages(System.err::println)
            .conclude();
    }

    static Process start(final OutcomeConfig config, final File log) throws IOException {
        return start(StoreProcess.class, log, config.directory().toString(), config.journal().toString());
    }

    static Process start(final Class<?> main, final File log, final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto",
            "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }
}
