package io.everbook.cli.bench;

import io.everbook.api.EverbookException;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.EventBuffer;
import io.everbook.engine.MatchingEngine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Plays the script through an engine of its own, to learn how many bytes of events each command of the block causes:
 * as many as the echo is to answer.
 */
final class Rehearsal {
    private static final int REPETITIONS = 2;
    private final MatchingEngine engine = new MatchingEngine(EngineConfig.defaults());
    private final EventBuffer events = new EventBuffer();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[0]);
    private final Answers answers = new ExchangeAnswers();
    private long eventCount;

    /**
     * Plays it.
     *
     * @param block of commands.
     * @return bytes of events, by the command's place in the block.
     */
    int[] answerLengths(final List<byte[]> block) {
        Script.begin(this::apply);
        final int[] first = play(block, 0);
        for (int i = 1; i < REPETITIONS; i++) {
            if (!Arrays.equals(first, play(block, i))) {
                throw new EverbookException("the block's answers change from one repetition to the next");
            }
        }
        return first;
    }

    /**
     * The events of one repetition.
     *
     * @return how many.
     */
    long eventCount() {
        return eventCount;
    }

    private int[] play(final List<byte[]> block, final int repetition) {
        final int[] lengths = new int[block.size()];
        eventCount = 0;
        for (int i = 0; i < lengths.length; i++) {
            final byte[] bytes = block.get(i);
            EchoMessage.counter(
                new UnsafeBuffer(bytes), 0, Script.number((long) repetition * lengths.length + i));
            lengths[i] = apply(Script.TRADER_CONNECTION, bytes);
            requireOneAnswer(bytes);
            eventCount += events.count();
        }
        return lengths;
    }

    private void requireOneAnswer(final byte... bytes) {
        final int count = answers.completed(events.buffer(), events.eventsOffset(), events.eventsLength());
        if (count != 1) {
            throw new EverbookException("a command has " + count + " answers: "
                + HexFormat.of().formatHex(bytes));
        }
    }

    private int apply(final long connection, final byte... bytes) {
        command.wrap(bytes);
        engine.apply(engine.sequence() + 1, 0, connection, command, 0, bytes.length, events);
        return events.eventsLength();
    }
}
