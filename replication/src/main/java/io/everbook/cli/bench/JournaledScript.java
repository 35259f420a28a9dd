package io.everbook.cli.bench;

import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The script played through an engine into a journal, on one thread: the exchange without anything that carries
 * commands to it and events from it.
 */
final class JournaledScript implements AutoCloseable {
    private static final long START_NS = 1_772_357_400_000_000_000L;
    private static final long STEP_NS = 1_000;

    private final UnsafeBuffer[] block = Script.block().stream().map(JournaledScript::offHeap)
        .toArray(UnsafeBuffer[]::new);
    private final JournalWriter journal;
    private final CommandPipeline pipeline;
    private long played;

    /**
     * Begins a journal, and takes the exchange to where the block can begin.
     *
     * @param directory of the journal.
     */
    JournaledScript(final Path directory) {
        journal = JournalWriter.open(config(directory));
        pipeline = new CommandPipeline(new MatchingEngine(EngineConfig.defaults()), 0, journal, StopPoints.NONE);
        Script.begin((connection, command) -> process(connection, offHeap(command)));
    }

    static JournalConfig config(final Path directory) {
        return JournalConfig.builder().directory(directory).conclude();
    }

    static UnsafeBuffer offHeap(final byte... bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    /**
     * Plays the next commands.
     *
     * @param commands how many.
     */
    void play(final long commands) {
        final long end = played + commands;
        for (; played < end; played++) {
            final UnsafeBuffer command = block[(int) (played % block.length)];
            EchoMessage.counter(command, 0, Script.number(played));
            process(Script.TRADER_CONNECTION, command);
        }
    }

    private void process(final long connection, final UnsafeBuffer command) {
        pipeline.process(
            START_NS + pipeline.sequence() * STEP_NS, 0, connection, command, 0, command.capacity());
    }

    /** Forces to the disk what was played. */
    void force() {
        journal.force();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(pipeline, journal);
    }
}
