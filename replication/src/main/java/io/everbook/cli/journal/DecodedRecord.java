package io.everbook.cli.journal;

import io.everbook.api.JournalRecord;
import io.everbook.embedded.JournalReplay;
import io.everbook.engine.EventBuffer;
import io.everbook.protocol.MessageHeaderDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * A record of a journal by the names of the schema.
 *
 * @param header   the fields of its header.
 * @param command  the command.
 * @param events   what the command caused, in order.
 * @param checksum of the record.
 */
record DecodedRecord(Map<?, ?> header, DecodedMessage command, List<DecodedMessage> events, long checksum) {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    /**
     * Decodes a record.
     *
     * @param schema to decode it by.
     * @param record where it lies.
     * @return all of it, independent of the view.
     */
    static DecodedRecord of(final Schema schema, final JournalRecord record) {
        return new DecodedRecord(schema.recordHeader(record.buffer(), record.offset()),
            schema.message(record.buffer(), record.commandOffset(), record.commandLength()),
            events(schema, record.buffer(), record.eventsOffset(), record.eventsLength()), record.checksum());
    }

    /**
     * The record as an engine computed it anew.
     *
     * @param schema to decode its events by.
     * @param replay that computed it.
     * @return this record's input with the output computed; the checksum stays.
     */
    DecodedRecord computed(final Schema schema, final JournalReplay replay) {
        final EventBuffer output = replay.events();
        final Map<Object, Object> fields = new LinkedHashMap<>(header);
        fields.put("epoch", replay.engine().epoch());
        fields.put("timeNs", replay.engine().timeNs());
        fields.put("firstExecutionId", replay.firstExecutionId());
        fields.put("eventsLength", (long) output.eventsLength());
        fields.put("eventCount", (long) output.count());
        return new DecodedRecord(fields, command,
            events(schema, output.buffer(), output.eventsOffset(), output.eventsLength()), checksum);
    }

    /**
     * Decodes messages that lie back to back.
     *
     * @param schema to decode them by.
     * @param buffer holding them.
     * @param offset of the first.
     * @param length of all, in bytes.
     * @return the messages; from one on that does not fit, the rest as raw bytes.
     */
    static List<DecodedMessage> events(
        final Schema schema, final DirectBuffer buffer, final int offset, final int length) {
        final List<DecodedMessage> events = new ArrayList<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final int end = offset + length;
        for (int at = offset; at < end;) {
            final int next = end - at < HEADER_LENGTH
                ? end : at + HEADER_LENGTH + header.wrap(buffer, at).blockLength();
            events.add(schema.message(buffer, at, Math.min(next, end) - at));
            at = next;
        }
        return events;
    }

    /**
     * Tells every field of the record with its path, such as {@code command.header.session}, its messages' names
     * included.
     *
     * @param sink of paths and values.
     */
    void forEach(final BiConsumer<String, Object> sink) {
        DecodedMessage.forEach("", header, sink);
        tell("command", command, sink);
        for (int i = 0; i < events.size(); i++) {
            tell("event " + (i + 1), events.get(i), sink);
        }
        sink.accept("checksum", checksumText());
    }

    private static void tell(
        final String place, final DecodedMessage message, final BiConsumer<String, Object> sink) {
        sink.accept(place, message.name());
        message.forEach((path, value) -> sink.accept(place + '.' + path, value));
    }

    /**
     * Whether its command or an event has a field of one of some names, anywhere, that holds a number.
     *
     * @param names of fields, without their composite's.
     * @param value wanted.
     * @return true if one does.
     */
    boolean holds(final Set<String> names, final long value) {
        final boolean[] found = {holds(command, names, value)};
        events.forEach(event -> found[0] |= holds(event, names, value));
        return found[0];
    }

    private static boolean holds(final DecodedMessage message, final Set<String> names, final long value) {
        final boolean[] found = {false};
        message.forEach((path, held) -> found[0] |=
            held instanceof Long number && number == value && names.contains(path.substring(path.indexOf('.') + 1)));
        return found[0];
    }

    /**
     * The record as an object for JSON.
     *
     * @return its header's fields, the command, the events and the checksum.
     */
    Map<String, Object> toJson() {
        final Map<String, Object> object = DecodedMessage.withoutFilling(header);
        object.put("command", command.toJson());
        object.put("events", events.stream().map(DecodedMessage::toJson).toList());
        object.put("checksum", checksumText());
        return object;
    }

    /**
     * The record in words.
     *
     * @return its own line, its command's, and one for every event.
     */
    List<String> toLines() {
        final List<String> lines = new ArrayList<>();
        final StringBuilder own = new StringBuilder("record");
        DecodedMessage.forEach("", header, (path, value) -> own.append(' ').append(path).append('=').append(value));
        lines.add(own.append(" time=").append(time()).append(" checksum=").append(checksumText()).toString());
        lines.add("  command " + command);
        events.forEach(event -> lines.add("  event " + event));
        return lines;
    }

    private Instant time() {
        return time((Long) header.get("timeNs"));
    }

    /**
     * A time as an instant.
     *
     * @param timeNs nanoseconds since the epoch.
     * @return the same moment.
     */
    static Instant time(final long timeNs) {
        final long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, second), Math.floorMod(timeNs, second));
    }

    /**
     * The checksum in words.
     *
     * @return hexadecimal.
     */
    String checksumText() {
        return "0x" + Long.toHexString(checksum);
    }

    /**
     * The fields in which this record and another differ.
     *
     * @param other record.
     * @return both values of each, this one's first, by the field's path, in the order of the record; the text
     *     {@code absent} where one record has no such field.
     */
    Map<String, List<String>> differences(final DecodedRecord other) {
        final Map<String, String> ours = texts();
        final Map<String, String> theirs = other.texts();
        final Map<String, List<String>> differences = new LinkedHashMap<>();
        ours.forEach((path, text) -> note(differences, path, text, theirs.getOrDefault(path, "absent")));
        theirs.forEach((path, text) -> note(differences, path, ours.getOrDefault(path, "absent"), text));
        return differences;
    }

    private Map<String, String> texts() {
        final Map<String, String> texts = new LinkedHashMap<>();
        forEach((path, value) -> texts.put(path, DecodedMessage.text(value)));
        return texts;
    }

    private static void note(
        final Map<String, List<String>> differences, final String path, final String ours, final String theirs) {
        if (!ours.equals(theirs)) {
            differences.putIfAbsent(path, List.of(ours, theirs));
        }
    }
}
