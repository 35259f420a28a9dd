package io.everbook.cli.bench;

import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The script played through an engine into a journal, on one thread: the exchange without anything that carries
 * commands to it and events from it. Every repetition of the block gives its orders client order ids of their own.
 */
final class JournaledScript implements AutoCloseable {
    private static final long START_NS = 1_772_357_400_000_000_000L;
    private static final long STEP_NS = 1_000;

    private final UnsafeBuffer[] block = Script.block().stream().map(JournaledScript::offHeap)
        .toArray(UnsafeBuffer[]::new);
    private final int[] names = Arrays.stream(block).mapToInt(JournaledScript::nameOffset).toArray();
    private final JournalWriter journal;
    private final CommandPipeline pipeline;
    private long played;

    /**
     * Begins a journal, and takes the exchange to where the block can begin.
     *
     * @param directory of the journal.
     */
    JournaledScript(final Path directory) {
        this(directory, StopPoints.NONE);
    }

    /**
     * Begins a journal, and takes the exchange to where the block can begin.
     *
     * @param directory  of the journal.
     * @param stopPoints told before and after each append.
     */
    JournaledScript(final Path directory, final StopPoints stopPoints) {
        journal = JournalWriter.open(config(directory));
        pipeline = new CommandPipeline(new MatchingEngine(EngineConfig.defaults()), 0, journal, stopPoints);
        Script.begin((connection, command) -> process(connection, offHeap(command)));
    }

    static JournalConfig config(final Path directory) {
        return JournalConfig.builder().directory(directory).conclude();
    }

    /** Where a command names an order by the client's id; 0 if it doesn't. */
    private static int nameOffset(final DirectBuffer command) {
        return switch (new MessageHeaderDecoder().wrap(command, 0).templateId()) {
            case NewOrderDecoder.TEMPLATE_ID ->
                MessageHeaderDecoder.ENCODED_LENGTH + NewOrderDecoder.clientOrderIdEncodingOffset();
            case CancelOrderDecoder.TEMPLATE_ID ->
                MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.clientOrderIdEncodingOffset();
            case AmendOrderDecoder.TEMPLATE_ID ->
                MessageHeaderDecoder.ENCODED_LENGTH + AmendOrderDecoder.clientOrderIdEncodingOffset();
            default -> 0;
        };
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
            final int place = (int) (played % block.length);
            final UnsafeBuffer command = block[place];
            EchoMessage.counter(command, 0, Script.number(played));
            rename(command, names[place]);
            process(Script.TRADER_CONNECTION, command);
        }
    }

    /** The repetition goes into the upper half of the id's first eight bytes, above the session. */
    private void rename(final UnsafeBuffer command, final int name) {
        if (name > 0) {
            command.putInt(name + Integer.BYTES, (int) (played / block.length), ByteOrder.LITTLE_ENDIAN);
        }
    }

    private void process(final long connection, final UnsafeBuffer command) {
        pipeline.process(
            START_NS + pipeline.sequence() * STEP_NS, 0, connection, command, 0, command.capacity());
    }

    /** The sequence of the last command taken, those at the beginning included. */
    long sequence() {
        return pipeline.sequence();
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
