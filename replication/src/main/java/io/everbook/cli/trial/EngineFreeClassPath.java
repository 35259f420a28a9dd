package io.everbook.cli.trial;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * This process's class path without the engine: what holds the engine's package is copied without it, so that a process
 * on this class path cannot reach the engine even by mistake.
 */
final class EngineFreeClassPath {
    private static final String ENGINE = "io/everbook/engine";
    private final Path directory;

    /**
     * Prepares it.
     *
     * @param directory for the copies; made here.
     */
    EngineFreeClassPath(final Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the copies.
     *
     * @return the class path.
     */
    String make() {
        try {
            Files.createDirectories(directory);
            final List<String> entries = new ArrayList<>();
            for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                entries.add(withoutEngine(Path.of(entry), directory.resolve(Integer.toString(entries.size()))));
            }
            return String.join(File.pathSeparator, entries);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot copy the class path to " + directory, e);
        }
    }

    private static String withoutEngine(final Path entry, final Path copy) throws IOException {
        if (Files.isDirectory(entry.resolve(ENGINE))) {
            copyDirectory(entry, copy);
            return copy.toString();
        }
        if (Files.isRegularFile(entry) && holdsEngine(entry)) {
            copyJar(entry, copy);
            return copy.toString();
        }
        return entry.toString();
    }

    private static boolean holdsEngine(final Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().anyMatch(entry -> entry.getName().startsWith(ENGINE));
        }
    }

    private static void copyDirectory(final Path from, final Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (final Path path : paths.filter(each -> !from.relativize(each).startsWith(ENGINE))
                .collect(Collectors.toList())) {
                final Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void copyJar(final Path from, final Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
            OutputStream file = Files.newOutputStream(to);
            JarOutputStream copy = new JarOutputStream(file)) {
            copy.setLevel(0);
            for (final JarEntry entry : jar.stream().filter(each -> !each.getName().startsWith(ENGINE)).toList()) {
                copy.putNextEntry(new JarEntry(entry.getName()));
                jar.getInputStream(entry).transferTo(copy);
            }
        }
    }
}
