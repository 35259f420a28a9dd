package io.everbook.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiPredicate;

/**
 * The flags that the JVM must be started with, for the libraries below: Agrona and Chronicle reach into packages of the
 * JDK. The list is the build's own. Thread safe.
 */
public final class JvmFlags {
    private static final String LIST = "jvm-flags.properties";

    private JvmFlags() {
    }

    /**
     * Every flag the JVM must be started with, such as {@code --add-opens=java.base/java.lang=ALL-UNNAMED}.
     *
     * @return the flags, opens before exports.
     */
    public static List<String> required() {
        return flags((module, name) -> true, (module, name) -> true);
    }

    /**
     * The required flags that this JVM was started without. A package of a module that this JVM does not have needs no
     * flag.
     *
     * @return the flags, empty if none is missing.
     */
    public static List<String> missing() {
        final Module here = JvmFlags.class.getModule();
        return flags(
            (module, name) -> find(module).filter(m -> !m.isOpen(name, here)).isPresent(),
            (module, name) -> find(module).filter(m -> !m.isExported(name, here)).isPresent());
    }

    /**
     * Refuses to go on without the required flags.
     *
     * @throws EverbookException naming every flag that is missing.
     */
    public static void require() {
        final List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw new EverbookException("FATAL: start the JVM with " + String.join(" ", missing)
                + " (a jar's manifest can say the same by Add-Opens and Add-Exports, if it is run by java -jar)");
        }
    }

    private static List<String> flags(
        final BiPredicate<String, String> opens, final BiPredicate<String, String> exports) {
        final Properties list = list();
        final List<String> flags = new ArrayList<>();
        addFlags(flags, "--add-opens=", list.getProperty("opens"), opens);
        addFlags(flags, "--add-exports=", list.getProperty("exports"), exports);
        return flags;
    }

    private static void addFlags(
        final List<String> flags,
        final String option,
        final String packages,
        final BiPredicate<String, String> wanted) {
        for (final String entry : packages.split(" ")) {
            final int slash = entry.indexOf('/');
            if (wanted.test(entry.substring(0, slash), entry.substring(slash + 1))) {
                flags.add(option + entry + "=ALL-UNNAMED");
            }
        }
    }

    private static Optional<Module> find(final String module) {
        return ModuleLayer.boot().findModule(module);
    }

    private static Properties list() {
        final Properties list = new Properties();
        try (InputStream in = JvmFlags.class.getResourceAsStream(LIST)) {
            list.load(in);
            return list;
        } catch (final IOException e) {
            throw new EverbookException("FATAL: cannot read " + LIST + " of the api's jar", e);
        }
    }
}
