package io.everbook.engine.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.everbook.engine.MatchingEngine;
import io.everbook.engine.reference.PlayedWorld;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

/**
 * Arbitrary bytes, and commands changed by arbitrary bytes, for the engine: it throws nothing, answers as the reference
 * does, and what is refused or rejected leaves the business hash as it was.
 */
class CommandFuzzTest {
    private static final int RANDOM_INPUTS = 1_000;
    private static final int WORLD = 3;
    private static final int CONNECTIONS = 8;

    @FuzzTest(maxDuration = "1m")
    void shouldAnswerAnyBytes(final byte[] data) {
        answer(new PlayedWorld(WORLD), new FuzzInput(data));
    }

    private static void answer(final PlayedWorld world, final FuzzInput input) {
        while (input.hasMore()) {
            final int kind = input.u8();
            final byte[] command = (kind & 1) == 0
                ? input.bytes(input.u16() % (MatchingEngine.MAX_COMMAND_LENGTH + 9)) : changed(world, input);
            world.play(input.u8() % CONNECTIONS, command, (kind & 2) == 0);
        }
    }

    @Test
    void shouldAnswerSeededRandomBytes() {
        final PlayedWorld world = new PlayedWorld(WORLD);
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            final byte[] data = new byte[random.nextInt(600)];
            random.nextBytes(data);
            answer(world, new FuzzInput(data));
        }
    }

    private static byte[] changed(final PlayedWorld world, final FuzzInput input) {
        final byte[] command = world.commands().get(input.u16() % world.commands().size());
        final byte[] changed = command.clone();
        for (int changes = input.u8() % 8; changes > 0 && changed.length > 0; changes--) {
            changed[input.u8() % changed.length] = (byte) input.u8();
        }
        return changed;
    }
}
