package io.everbook.engine.reference;

import static io.everbook.engine.reference.CommandBytes.NULL;

/**
 * A command's bytes as one readable line, for the lists that the shrinker prints.
 */
final class CommandText {
    private CommandText() {
    }

    static String of(final CommandBytes command) {
        final String head = CommandBytes.nameOf(command.template()) + " session=" + command.session()
            + " number=" + command.number() + " instrument=" + command.instrument()
            + (command.validUntilNs() == 0 ? "" : " validUntilNs=" + command.validUntilNs()) + oddities(command);
        final int length = CommandBytes.lengthOf(command.template());
        return length < 0 || command.length() < length ? head : head + body(command);
    }

    private static String oddities(final CommandBytes command) {
        final boolean ordinary = command.schema() == CommandBytes.SCHEMA && command.version() == 1
            && command.length() == CommandBytes.lengthOf(command.template())
            && command.blockLength() + 8 == command.length();
        return ordinary ? "" : " length=" + command.length() + " blockLength=" + command.blockLength()
            + " schema=" + command.schema() + " version=" + command.version() + " partition=" + command.partition();
    }

    private static String body(final CommandBytes c) {
        return switch (c.template()) {
            case CommandBytes.NEW_ORDER -> " client=" + c.clientId(48) + " price=" + optional(c.i64(64))
                + " quantity=" + c.i64(72) + " side=" + c.u8(80) + " type=" + c.u8(81) + " tif=" + c.u8(82)
                + " execInst=" + c.u8(83);
            case CommandBytes.CANCEL_ORDER -> " order=" + Long.toHexString(c.i64(48)) + " client=" + c.clientId(56);
            case CommandBytes.AMEND_ORDER -> " order=" + Long.toHexString(c.i64(48)) + " client=" + c.clientId(56)
                + " newClient=" + c.clientId(72) + " price=" + optional(c.i64(88)) + " quantity="
                + optional(c.i64(96));
            case CommandBytes.MASS_CANCEL -> " target=" + c.i32(48) + " side=" + c.u8(52);
            case CommandBytes.DEFINE_PARTICIPANT -> " participant=" + c.i32(48);
            case CommandBytes.DEFINE_SESSION -> " newSession=" + c.i32(48) + " participant=" + c.i32(52)
                + " window=" + c.i32(56) + " roles=" + c.u8(60);
            case CommandBytes.DEFINE_INSTRUMENT -> " tick=" + c.i64(48) + " lot=" + c.i64(56) + " prices="
                + c.i64(64) + ".." + c.i64(72) + " quantities=" + c.i64(80) + ".." + c.i64(88) + " state=" + c.u8(96);
            case CommandBytes.CHANGE_INSTRUMENT_STATE -> " state=" + c.u8(48);
            case CommandBytes.CONNECTION_OPENED -> " connection=" + c.i64(48) + " participant=" + c.i32(56);
            case CommandBytes.CONNECTION_CLOSED -> " connection=" + c.i64(48) + " reason=" + c.u8(56);
            case CommandBytes.TERM_STARTED -> " epoch=" + c.i64(48) + " leader=" + c.i32(56);
            default -> "";
        };
    }

    private static String optional(final long value) {
        return value == NULL ? "null" : Long.toString(value);
    }
}
