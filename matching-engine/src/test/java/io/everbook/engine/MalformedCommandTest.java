package io.everbook.engine;

import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineSession;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.massCancel;
import static io.everbook.protocol.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

class MalformedCommandTest {
    private final EngineRig rig = EngineRig.trading();

    private int encode(final int session, final long number, final Command<?> command) {
        return command.encode(rig.command, 0, 1, session, number, 0);
    }

    private void assertUnreadable(final int length, final String reason) {
        final long before = rig.engine().businessHash();
        assertThat(rig.raw(101, length)).containsExactly("0 REFUSED #0 expected 0 template 0 " + reason);
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhatIsTooShortForItsHeaders() {
        for (int length = 0; length < 48; length++) {
            encode(101, 1, limit(1, BUY, 100, 10));
            assertUnreadable(length, "MESSAGE_TOO_SHORT");
        }
    }

    @Test
    void shouldRefuseAnotherSchemaVersionOrPartition() {
        final int length = encode(101, 1, limit(1, BUY, 100, 10));
        rig.command.putShort(4, (short) 1);
        assertUnreadable(length, "UNKNOWN_SCHEMA");
        encode(101, 1, limit(1, BUY, 100, 10));
        rig.command.putShort(6, (short) 0);
        assertUnreadable(length, "UNSUPPORTED_VERSION");
        rig.command.putShort(6, (short) 2);
        assertUnreadable(length, "UNSUPPORTED_VERSION");
        encode(101, 1, limit(1, BUY, 100, 10));
        rig.command.putShort(28, (short) 2);
        assertUnreadable(length, "WRONG_PARTITION");
    }

    @Test
    void shouldRejectAndCountAWrongLengthThatComesInItsTurn() {
        final int length = encode(101, 1, limit(1, BUY, 100, 10));
        assertThat(rig.raw(101, length - 1)).containsExactly(
            "101 REJECTED #1 template 10 i7 o- c0 MESSAGE_TOO_SHORT");
        assertThat(rig.raw(101, length - 1).get(0)).startsWith("101 ALREADY #1").endsWith("MESSAGE_TOO_SHORT");
        assertThat(rig.raw(101, length).get(0)).endsWith("SEQUENCE_REUSED");
        encode(101, 2, limit(1, BUY, 100, 10));
        assertThat(rig.raw(101, length + 1)).containsExactly("101 REJECTED #2 template 10 i7 o- c0 MESSAGE_TOO_LONG");
        encode(101, 3, limit(1, BUY, 100, 10));
        assertThat(rig.raw(101, 1032)).containsExactly("101 REJECTED #3 template 10 i7 o- c0 MESSAGE_TOO_LONG");
        encode(101, 4, limit(1, BUY, 100, 10));
        rig.command.putShort(0, (short) 79);
        assertThat(rig.raw(101, length)).containsExactly("101 REJECTED #4 template 10 i7 o- c0 MESSAGE_TOO_SHORT");
        rig.command.putLong(16, 5);
        rig.command.putShort(0, (short) 88);
        assertThat(rig.raw(101, length)).containsExactly("101 REJECTED #5 template 10 i7 o- c0 MESSAGE_TOO_LONG");
    }

    @Test
    void shouldRejectAndCountAnUnknownTemplateThatComesInItsTurn() {
        for (final int template : new int[] {0, 14, 99, 100, 110, 65_535}) {
            final long number = rig.nextNumber(101);
            final int length = encode(101, number, limit(1, BUY, 100, 10));
            rig.command.putShort(2, (short) template);
            assertThat(rig.raw(101, length)).containsExactly(
                "101 REJECTED #" + number + " template " + template + " i7 o- c0 UNKNOWN_TEMPLATE");
        }
    }

    @Test
    void shouldRefuseAWrongFormThatDoesNotComeInItsTurn() {
        final int length = encode(101, 2, limit(1, BUY, 100, 10));
        assertThat(rig.raw(101, length - 1)).containsExactly(
            "101 REFUSED #2 expected 1 template 10 MESSAGE_TOO_SHORT");
        encode(101, 1, limit(1, BUY, 100, 10));
        assertThat(rig.raw(201, length - 1)).containsExactly(
            "101 REFUSED #1 expected 1 template 10 MESSAGE_TOO_SHORT");
        encode(777, 1, limit(1, BUY, 100, 10));
        assertThat(rig.raw(101, length - 1)).containsExactly(
            "777 REFUSED #1 expected 0 template 10 MESSAGE_TOO_SHORT");
    }

    @Test
    void shouldRefuseCommandsOutsideTheCountOfAWrongLength() {
        rig.logon(101, 101);
        assertThat(rig.raw(101, 49)).containsExactly("101 REFUSED #0 expected 1 template 1 MESSAGE_TOO_LONG");
        rig.term(9);
        assertThat(rig.raw(0, 63)).containsExactly("0 REFUSED #0 expected 0 template 32 MESSAGE_TOO_SHORT");
    }

    @Test
    void shouldRejectEnumsAndSetsThatTheSchemaDoesNotName() {
        for (final int offset : new int[] {80, 81, 82, 83}) {
            assertFieldRejected(101, limit(3, BUY, 100, 10), offset, 9);
            assertFieldRejected(101, limit(3, BUY, 100, 10), offset, 255);
        }
        assertFieldRejected(101, limit(3, BUY, 100, 10), 80, 0);
        assertFieldRejected(101, massCancel(), 52, 3);
        assertFieldRejected(OPERATOR, new DefineInstrument().instrument(8), 96, 6);
        assertFieldRejected(OPERATOR, new ChangeInstrumentState().instrument(7), 48, 0);
        assertFieldRejected(OPERATOR, new DefineSession().newSession(9).participant(10).window(4), 60, 16);
    }

    private void assertFieldRejected(final int session, final Command<?> command, final int offset, final int value) {
        final long before = rig.engine().businessHash();
        final int length = encode(session, rig.nextNumber(session), command);
        rig.command.putByte(offset, (byte) value);
        assertThat(rig.raw(session, length)).hasSize(1).allMatch(
            line -> line.contains(" REJECTED ") && line.endsWith(" INVALID_FIELD"));
        assertThat(rig.engine().businessHash()).isEqualTo(before);
    }

    @Test
    void shouldTakeAnyBytesWhatsoever() {
        final long seed = 20_261_121;
        final Random random = new Random(seed);
        final byte[] noise = new byte[1032];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(noise);
            rig.command.putBytes(0, noise);
            rig.raw(random.nextInt(5), random.nextInt(1033));
        }
        assertThat(rig.send(101, limit(1, BUY, 100, 10)).get(0)).contains("ACCEPTED #1");
    }

    @Test
    void shouldTakeAnyChangeToValidBytes() {
        final long seed = 42;
        final Random random = new Random(seed);
        final Command<?>[] commands = {
            limit(1, BUY, 100, 10), cancel(1), EngineRig.amend(1).price(105).quantity(20), massCancel(),
            new DefineInstrument().instrument(8), new DefineSession().newSession(9).participant(10).window(4),
            new ChangeInstrumentState().instrument(7)};
        for (int i = 0; i < 200_000; i++) {
            final int session = random.nextInt(4) == 0 ? OPERATOR : 101;
            final long number = numberOf(session);
            final int length = encode(session, number, commands[random.nextInt(commands.length)]);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                rig.command.putByte(random.nextInt(length), (byte) random.nextInt());
            }
            final int cut = random.nextInt(20) == 0 ? random.nextInt(4) : 0;
            rig.raw(session, length - cut);
            assertThat(rig.events.eventsLength() % 8).isZero();
        }
        assertThat(numberOf(101)).isGreaterThan(10_000);
    }

    private long numberOf(final int session) {
        final String line = rig.testRequest(session, session).get(0);
        return Long.parseLong(line.replaceAll(".* command (\\d+) .*", "$1")) + 1;
    }
}
