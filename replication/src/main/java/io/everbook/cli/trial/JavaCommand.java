package io.everbook.cli.trial;

import io.everbook.api.JvmFlags;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of another Java process like this one: the same java, the same class path, every flag spelled out,
 * since a manifest's flags hold for {@code java -jar} alone.
 */
public final class JavaCommand {
    private static final int NATIVE_ACCESS_FLAGS_SINCE = 24;
    private final List<String> flags = new ArrayList<>(JvmFlags.required());
    private String classPath = System.getProperty("java.class.path");

    /**
     * Creates a command line with this process's class path and no flag but those needed.
     */
    public JavaCommand() {
        flags.add("-Dchronicle.analytics.disable=true");
        flags.add("-Dchronicle.announcer.disable=true");
        if (Runtime.version().feature() >= NATIVE_ACCESS_FLAGS_SINCE) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
    }

    /**
     * Adds a flag.
     *
     * @param flag of the Java virtual machine.
     * @return this.
     */
    public JavaCommand flag(final String flag) {
        flags.add(flag);
        return this;
    }

    JavaCommand classPath(final String given) {
        classPath = given;
        return this;
    }

    /**
     * Puts a directory of classes before all others.
     *
     * @param directory of the classes.
     * @return this.
     */
    public JavaCommand classPathFirst(final Path directory) {
        classPath = directory + File.pathSeparator + classPath;
        return this;
    }

    /**
     * The command line.
     *
     * @param mainClass to run.
     * @param arguments of it.
     * @return its words.
     */
    public List<String> of(final String mainClass, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }
}
