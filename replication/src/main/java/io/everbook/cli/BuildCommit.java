package io.everbook.cli;

import java.nio.file.Path;

/**
 * Tells of which commit the running program was built, for reports that are to be repeated. Stateless.
 */
public final class BuildCommit {
    private BuildCommit() {
    }

    /**
     * Asks git about the directory that the program lies in.
     *
     * @return the short hash; {@code unknown} where there is no repository.
     */
    public static String read() {
        final Path home = Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0])
            .toAbsolutePath().getParent();
        try {
            return SystemCommand.run("git", "-C", home.toString(), "rev-parse", "--short", "HEAD").strip();
        } catch (final RuntimeException e) {
            return "unknown";
        }
    }
}
