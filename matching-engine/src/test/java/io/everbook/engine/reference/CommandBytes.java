package io.everbook.engine.reference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A command's bytes, read and written by offsets taken from the schema by hand, so that neither generated codecs nor
 * the engine's reading of them is trusted.
 *
 * <pre>
 *    0 blockLength u16 | 2 templateId u16 | 4 schemaId u16 | 6 version u16
 *    8 sendTimeNs i64 | 16 commandNumber i64 | 24 session i32 | 28 partition u16 | 30 reserved u16
 *   32 instrument i32 | 36 reserved i32 | 40 validUntilNs i64
 *   48 the command's own fields
 * </pre>
 */
final class CommandBytes {
    static final int LOGON = 1;
    static final int TEST_REQUEST = 2;
    static final int NEW_ORDER = 10;
    static final int CANCEL_ORDER = 11;
    static final int AMEND_ORDER = 12;
    static final int MASS_CANCEL = 13;
    static final int DEFINE_PARTICIPANT = 20;
    static final int DEFINE_SESSION = 21;
    static final int DEFINE_INSTRUMENT = 22;
    static final int CHANGE_INSTRUMENT_STATE = 23;
    static final int CHANGE_LOGIC_VERSION = 24;
    static final int CONNECTION_OPENED = 30;
    static final int CONNECTION_CLOSED = 31;
    static final int TERM_STARTED = 32;
    static final int SITE_REPORT = 33;
    static final int LEADER_MOVE = 34;

    static final int SCHEMA = 17730;
    static final int HEADER_END = 48;
    static final int NUMBER_AT = 16;
    static final int SESSION_AT = 24;
    static final int PARTITION_AT = 28;
    static final int INSTRUMENT_AT = 32;
    static final int BODY_AT = 48;
    static final long NULL = Long.MIN_VALUE;
    static final int NULL_ENUM = 255;

    private final ByteBuffer bytes;

    CommandBytes(final byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static CommandBytes of(final int template, final int session, final int instrument, final long validUntilNs) {
        final int length = lengthOf(template);
        final CommandBytes command = new CommandBytes(new byte[length]);
        command.bytes.putShort(0, (short) (length - 8)).putShort(2, (short) template)
            .putShort(4, (short) SCHEMA).putShort(6, (short) 1)
            .putInt(SESSION_AT, session).putShort(PARTITION_AT, (short) 1)
            .putInt(INSTRUMENT_AT, instrument).putLong(40, validUntilNs);
        return command;
    }

    static int lengthOf(final int template) {
        return switch (template) {
            case LOGON, TEST_REQUEST -> 48;
            case NEW_ORDER -> 88;
            case CANCEL_ORDER -> 72;
            case AMEND_ORDER, DEFINE_INSTRUMENT -> 104;
            case MASS_CANCEL, DEFINE_PARTICIPANT, CHANGE_INSTRUMENT_STATE, CHANGE_LOGIC_VERSION -> 56;
            case DEFINE_SESSION, CONNECTION_OPENED, CONNECTION_CLOSED, TERM_STARTED, LEADER_MOVE -> 64;
            case SITE_REPORT -> 96;
            default -> -1;
        };
    }

    static String nameOf(final int template) {
        return switch (template) {
            case LOGON -> "Logon";
            case TEST_REQUEST -> "TestRequest";
            case NEW_ORDER -> "NewOrder";
            case CANCEL_ORDER -> "CancelOrder";
            case AMEND_ORDER -> "AmendOrder";
            case MASS_CANCEL -> "MassCancel";
            case DEFINE_PARTICIPANT -> "DefineParticipant";
            case DEFINE_SESSION -> "DefineSession";
            case DEFINE_INSTRUMENT -> "DefineInstrument";
            case CHANGE_INSTRUMENT_STATE -> "ChangeInstrumentState";
            case CHANGE_LOGIC_VERSION -> "ChangeLogicVersion";
            case CONNECTION_OPENED -> "ConnectionOpened";
            case CONNECTION_CLOSED -> "ConnectionClosed";
            case TERM_STARTED -> "TermStarted";
            case SITE_REPORT -> "SiteReport";
            case LEADER_MOVE -> "LeaderMove";
            default -> "Template" + template;
        };
    }

    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.capacity();
    }

    int blockLength() {
        return u16(0);
    }

    int template() {
        return u16(2);
    }

    int schema() {
        return u16(4);
    }

    int version() {
        return u16(6);
    }

    long number() {
        return i64(NUMBER_AT);
    }

    int session() {
        return i32(SESSION_AT);
    }

    int partition() {
        return u16(PARTITION_AT);
    }

    int instrument() {
        return i32(INSTRUMENT_AT);
    }

    long validUntilNs() {
        return i64(40);
    }

    ClientId clientId(final int at) {
        return new ClientId(i64(at), i64(at + 8));
    }

    int u8(final int at) {
        return bytes.get(at) & 0xFF;
    }

    int u16(final int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int i32(final int at) {
        return bytes.getInt(at);
    }

    long i64(final int at) {
        return bytes.getLong(at);
    }

    CommandBytes putU8(final int at, final int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    CommandBytes putU16(final int at, final int value) {
        bytes.putShort(at, (short) value);
        return this;
    }

    CommandBytes putI32(final int at, final int value) {
        bytes.putInt(at, value);
        return this;
    }

    CommandBytes putI64(final int at, final long value) {
        bytes.putLong(at, value);
        return this;
    }

    CommandBytes put(final int at, final ClientId value) {
        return putI64(at, value.high()).putI64(at + 8, value.low());
    }

    byte[] content() {
        final byte[] content = new byte[length() - INSTRUMENT_AT];
        bytes.get(INSTRUMENT_AT, content);
        return content;
    }

    @Override
    public String toString() {
        return length() < HEADER_END ? length() + " bytes" : CommandText.of(this);
    }
}
