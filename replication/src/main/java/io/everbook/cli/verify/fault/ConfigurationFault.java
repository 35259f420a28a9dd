package io.everbook.cli.verify.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A follower is started with another configuration than the others have: it must refuse, and say which key differs. It
 * gets its own back when the fault is lifted.
 */
final class ConfigurationFault extends RefusalFault {
    private static final String KEY = "engine.maxOrders";
    private String own;

    private ConfigurationFault(final SplittableRandom random) {
        super(random);
    }

    static Fault of(final SplittableRandom random) {
        return new ConfigurationFault(random);
    }

    @Override
    void spoil(final Rig rig) {
        final Path file = rig.workspace().configuration(victim().name());
        try {
            own = Files.readString(file);
            Files.writeString(file, own.replaceAll(KEY + "=.*", KEY + "=65536"));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot change " + file, e);
        }
    }

    @Override
    public void lift(final Rig rig) {
        if (victim().state().ready()) {
            complain(" takes part with another " + KEY + " than the others");
        }
        if (victim().isAlive()) {
            complain(" still runs with another " + KEY + " than the others");
        }
        try {
            Files.writeString(rig.workspace().configuration(victim().name()), own);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot restore the configuration of " + victim().name(), e);
        }
        rig.start(victim());
    }
}
