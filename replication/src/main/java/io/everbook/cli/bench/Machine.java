package io.everbook.cli.bench;

import io.everbook.cli.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What stands beside every figure: the machine, the JDK and the commit it was measured with.
 */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";

    private Machine() {
    }

    /**
     * Adds the fields {@code machine}, {@code jdk} and {@code commit}.
     *
     * @param report to add them to.
     */
    static void describe(final Report report) {
        final String machine = Runtime.getRuntime().availableProcessors() + " × " + processor() + ", "
            + System.getProperty("os.name") + ' ' + System.getProperty("os.version");
        final String jdk = System.getProperty("java.vm.vendor") + ' ' + Runtime.version();
        final String commit = commit();
        report.field("machine", machine).field("jdk", jdk).field("commit", commit);
        report.line("%s; %s; commit %s", machine, jdk, commit);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse(System.getProperty("os.arch"));
        } catch (final IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit() {
        try {
            final Path classes =
                Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().getPath()).getParent();
            final Process git = new ProcessBuilder("git", "-C", classes.toString(), "describe", "--always", "--dirty")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            final String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return git.waitFor() == 0 ? said : UNKNOWN;
        } catch (final IOException e) {
            return UNKNOWN;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
