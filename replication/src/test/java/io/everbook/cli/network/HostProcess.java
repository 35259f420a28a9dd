package io.everbook.cli.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java process on a host of a virtual network: a line said, a line heard.
 */
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    HostProcess(final VirtualNetwork network, final String host, final Class<?> main, final String... args) {
        final List<String> command = new ArrayList<>(List.of(
            System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx64m",
            "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        try {
            process = new ProcessBuilder(network.inside(host, command))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        output = process.inputReader();
        input = process.outputWriter();
        if (!"ready".equals(hear())) {
            throw new IllegalStateException("did not start: " + command);
        }
    }

    String ask(final String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return hear();
    }

    List<Integer> ping(final int count) {
        final String numbers = ask("ping " + count);
        return numbers.isEmpty() ? List.of() : Stream.of(numbers.split(" ")).map(Integer::valueOf).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String hear() {
        try {
            return output.readLine();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
