package io.everbook.cli.bench;

import io.everbook.api.Command;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.MassCancel;
import io.everbook.cli.trial.FlowInstruments;
import io.everbook.cli.trial.GeneratedFlow;
import io.everbook.engine.Genesis;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.ConnectionOpenedEncoder;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a load sends, encoded beforehand: the operator's definitions, the traders' logons, and a block of commands of
 * the generated flow, in turn from each session, that can be repeated without end, since it leaves every book empty as
 * it found it. Only the command numbers change from one repetition to the next.
 */
final class Script {
    static final int PARTITION = 1;
    static final int TRADERS = 2;
    static final int SESSIONS = 4;
    /** The traders' connection, where a script is played without a network. */
    static final long TRADER_CONNECTION = 2;
    /** Commands of a block, over all sessions. */
    static final int BLOCK = 16_384;
    private static final long OPERATOR_CONNECTION = 1;
    private static final int FIRST_SESSION = 11;
    private static final int WINDOW = 1_024;
    private static final long SEED = 7;

    private Script() {
    }

    /**
     * Takes an engine to where the block can begin: both connections opened, all defined, the traders logged on.
     *
     * @param taker takes the commands, in order.
     */
    static void begin(final Taker taker) {
        taker.take(0, opened(OPERATOR_CONNECTION, Genesis.OPERATOR_PARTICIPANT));
        operator().forEach(command -> taker.take(OPERATOR_CONNECTION, command));
        taker.take(0, opened(TRADER_CONNECTION, TRADERS));
        logons().forEach(command -> taker.take(TRADER_CONNECTION, command));
    }

    private static byte[] opened(final long connection, final int participant) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + ConnectionOpenedEncoder.BLOCK_LENGTH];
        new ConnectionOpenedEncoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
            .connection(connection).participant(participant).header().partition(PARTITION);
        return bytes;
    }

    /** Takes encoded commands. */
    @FunctionalInterface
    interface Taker {
        void take(long connection, byte... command);
    }

    /**
     * What the operator sends first, in order: the logon, then what traders need.
     *
     * @return encoded commands.
     */
    static List<byte[]> operator() {
        final List<Command<?>> commands = new ArrayList<>();
        commands.add(new DefineParticipant().participant(TRADERS));
        for (int i = 0; i < SESSIONS; i++) {
            commands.add(new DefineSession().newSession(FIRST_SESSION + i).participant(TRADERS).window(WINDOW));
        }
        for (int i = 0; i < FlowInstruments.GENERATED; i++) {
            commands.add(FlowInstruments.generated(FlowInstruments.GENERATED_FIRST + i));
        }
        final List<byte[]> encoded = new ArrayList<>(List.of(logon(Genesis.OPERATOR_SESSION)));
        for (int i = 0; i < commands.size(); i++) {
            encoded.add(encode(commands.get(i), Genesis.OPERATOR_SESSION, i + 1));
        }
        return encoded;
    }

    /**
     * The logons of the traders' sessions.
     *
     * @return encoded.
     */
    static List<byte[]> logons() {
        final List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            encoded.add(logon(FIRST_SESSION + i));
        }
        return encoded;
    }

    /**
     * The block.
     *
     * @return encoded commands, numbered as in its first repetition.
     */
    static List<byte[]> block() {
        final List<GeneratedFlow> flows = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            flows.add(new GeneratedFlow(SEED, FIRST_SESSION + i));
        }
        final List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
            final Command<?> command = i < BLOCK - SESSIONS ? flows.get(i % SESSIONS).next() : new MassCancel();
            encoded.add(encode(command, session(i), number(i)));
        }
        return encoded;
    }

    /**
     * The session of a command among all that are ever sent.
     *
     * @param count of the commands before it, over all sessions and repetitions.
     * @return its session.
     */
    static int session(final long count) {
        return FIRST_SESSION + (int) (count % SESSIONS);
    }

    /**
     * The command number of a command among all that are ever sent.
     *
     * @param count of the commands before it, over all sessions and repetitions.
     * @return its session's own number.
     */
    static long number(final long count) {
        return count / SESSIONS + 1;
    }

    private static byte[] encode(final Command<?> command, final int session, final long number) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
        return bytes(buffer, command.encode(buffer, 0, PARTITION, session, number, 0));
    }

    private static byte[] logon(final int session) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
        final CommandHeaderEncoder header =
            new LogonEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).header();
        header.session(session).partition(PARTITION);
        return bytes(buffer, MessageHeaderEncoder.ENCODED_LENGTH + LogonEncoder.BLOCK_LENGTH);
    }

    private static byte[] bytes(final UnsafeBuffer buffer, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
