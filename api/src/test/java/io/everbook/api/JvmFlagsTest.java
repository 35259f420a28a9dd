package io.everbook.api;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JvmFlagsTest {
    @Test
    void shouldFindNothingMissingInTheTestsOwnJvm() {
        assertThat(JvmFlags.required()).hasSizeGreaterThan(3);
        assertThat(JvmFlags.missing()).isEmpty();
    }

    @Test
    void shouldNameTheOneFlagTheJvmWasStartedWithout() throws Exception {
        final String left = JvmFlags.required().get(1);

        final String output = runWithout(left);

        assertThat(output).contains("FATAL: start the JVM with " + left + " (");
    }

    @Test
    void shouldStartWithAllFlags() throws Exception {
        assertThat(runWithout("none of them")).isEqualToIgnoringNewLines("started");
    }

    private static String runWithout(final String flag) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        JvmFlags.required().stream().filter(each -> !each.equals(flag)).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    static final class Start {
        private Start() {
        }

        public static void main(final String[] args) {
            JvmFlags.require();
            System.out.println("started");
        }
    }
}
