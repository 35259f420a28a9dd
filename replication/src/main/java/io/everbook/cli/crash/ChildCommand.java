package io.everbook.cli.crash;

import io.everbook.cli.SystemCommand;
import io.everbook.cli.trial.BrokenRerun;
import io.everbook.cli.trial.JavaCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of children.
 */
final class ChildCommand {
    private static final String UNFORCED_MAIN = "io.everbook.cli.crash.UnforcedExchange";
    private static final List<String> OWN_PIDS = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    private ChildCommand() {
    }

    static List<String> of(final ChildSettings settings) {
        return java().of(CrashedExchange.class.getName(), settings.words());
    }

    /**
     * A child that has the process id 1, as each in a container has, where that can be arranged.
     */
    static List<String> ofSamePid(final ChildSettings settings) {
        final List<String> command = new ArrayList<>();
        if (SystemCommand.isRoot() && SystemCommand.exists(OWN_PIDS.get(0))) {
            command.addAll(OWN_PIDS);
        }
        command.addAll(of(settings));
        return command;
    }

    /**
     * A child whose journal forces nothing, of which the class is among the test classes of the build alone.
     */
    static List<String> unforced(final ChildSettings settings) {
        return unforcedJava().of(UNFORCED_MAIN, settings.words());
    }

    private static JavaCommand unforcedJava() {
        try {
            Class.forName(UNFORCED_MAIN, false, ChildCommand.class.getClassLoader());
            return java();
        } catch (final ClassNotFoundException e) {
            return java().classPathFirst(BrokenRerun.testClasses());
        }
    }

    private static JavaCommand java() {
        return new JavaCommand().flag("-Xmx256m").flag("-XX:+UseSerialGC").flag("-XX:TieredStopAtLevel=1");
    }
}
