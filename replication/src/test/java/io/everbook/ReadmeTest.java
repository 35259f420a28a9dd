package io.everbook;

import io.everbook.api.JvmFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.tools.ToolProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README against the build and the code: what it tells a stranger to type works as it says.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("everbook.root"));

    @TempDir
    private Path temporary;

    @Test
    void shouldRunTheExampleAsItStandsThere() throws Exception {
        final String readme = Files.readString(ROOT.resolve("README.md"));
        final String example = first("(?s)```java\n(.*?)```", readme);
        assertThat(example.lines().count()).isLessThanOrEqualTo(30);

        final String output = run(compile(example));

        final List<String> promised = Pattern.compile("`([^`]+)`")
            .matcher(first("It prints (.*)\\.\n", readme)).results().map(match -> match.group(1)).toList();
        assertThat(promised).hasSize(3);
        assertThat(output.lines()).isEqualTo(promised);
    }

    @Test
    void shouldListTheFlagsOfTheBuild() throws Exception {
        final List<String> expected = new ArrayList<>(JvmFlags.required());
        expected.addAll(property("other"));
        expected.addAll(property("newer"));

        assertThat(listed()).isEqualTo(expected);
    }

    private Path compile(final String example) throws IOException {
        final Path source = Files.writeString(temporary.resolve("Example.java"), example);
        final int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null,
            "-Xlint:all", "-Xlint:-path", "-Werror", "-proc:none", "-d", temporary.toString(),
            "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(failed).isZero();
        return temporary;
    }

    private static String run(final Path classes) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required());
        command.addAll(property("other"));
        command.addAll(List.of("-cp", classes + ":" + System.getProperty("java.class.path"), "Example"));
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static List<String> listed() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md")).stream()
            .filter(line -> line.matches(" {4}-\\S+")).map(String::strip).toList();
    }

    private static List<String> property(final String name) throws IOException {
        final String pom = Files.readString(ROOT.resolve("pom.xml"));
        return Stream.of(first("<jvm\\." + name + ">(.+)</jvm\\." + name + ">", pom).split(" ")).toList();
    }

    private static String first(final String regex, final String text) {
        final Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(regex).isTrue();
        return matcher.group(1);
    }
}
