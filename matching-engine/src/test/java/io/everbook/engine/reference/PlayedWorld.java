package io.everbook.engine.reference;

import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;

import java.util.ArrayList;
import java.util.List;

/**
 * Both engines side by side after the setup of a seed and some of its commands, for whoever brings commands of his own:
 * each is held against the reference and the invariants like those of the generator.
 */
public final class PlayedWorld {
    private static final int COMMANDS = 80;
    private static final long STEP_NS = 100;

    private final long seed;
    private final DifferentialRun run;
    private final List<byte[]> sound = new ArrayList<>();
    private long timeNs;
    private int steps;

    /**
     * Plays a seed's beginning.
     *
     * @param seed of the world and its first commands.
     */
    public PlayedWorld(final long seed) {
        this.seed = seed;
        this.run = new DifferentialRun(CommandGenerator.limitsOf(seed), ReferenceEngine::new, new Tally());
        final CommandGenerator generator = new CommandGenerator(seed, run.reference.state, run.player);
        for (steps = 0; steps < COMMANDS; steps++) {
            final Step step = generator.next();
            run.play(step);
            sound.add(run.player.sent(step));
            timeNs = step.timeNs;
        }
    }

    /**
     * Commands that were played already, to be changed and played again.
     *
     * @return their bytes.
     */
    public List<byte[]> commands() {
        return sound;
    }

    /**
     * The engine under test.
     *
     * @return it, after all that was played.
     */
    public MatchingEngine engine() {
        return run.engine();
    }

    /**
     * The bounds of the engine.
     *
     * @return as its configuration.
     */
    public EngineConfig config() {
        return FastEngine.configOf(CommandGenerator.limitsOf(seed));
    }

    /**
     * Applies a command to all engines and checks everything.
     *
     * @param connection that delivers it, or that of the session it names.
     * @param command    its bytes.
     * @param asNext     whether it is to carry its session's next number and come on its session's connection.
     */
    public void play(final long connection, final byte[] command, final boolean asNext) {
        timeNs += STEP_NS;
        final boolean readable = command.length >= CommandBytes.HEADER_END;
        final ReferenceSession session = readable
            ? run.reference.state.sessions.get(new CommandBytes(command).session()) : null;
        final long from = asNext && session != null ? session.connection : connection;
        final Step step = new Step(++steps, from, timeNs, new CommandBytes(command.clone()));
        run.play(asNext ? step.numberFromNext(0) : step);
    }
}
