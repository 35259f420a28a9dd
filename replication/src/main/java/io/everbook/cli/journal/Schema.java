package io.everbook.cli.journal;

import io.everbook.api.EverbookException;
import io.everbook.protocol.JournalRecordDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.MessageSchema;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

/**
 * The one schema, as it lies in the jar beside the codecs made from it: decodes any of its messages into fields by
 * their names, so that nothing here has to be taught a message. One thread.
 */
final class Schema {
    private static final String RESOURCE = "everbook.xml";
    private static final String HEADER = "header";
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FIRST_EVENT = 100;
    private static final int FIRST_SNAPSHOT = 200;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FieldCollector collector = new FieldCollector();
    private final Ir ir;

    private Schema(final Ir ir) {
        this.ir = ir;
    }

    /**
     * Reads the schema.
     *
     * @return the schema.
     */
    static Schema load() {
        try (InputStream stream = MessageHeaderDecoder.class.getResourceAsStream(RESOURCE)) {
            final MessageSchema schema = XmlSchemaParser.parse(
                stream, ParserOptions.builder().stopOnError(true).suppressOutput(true).build());
            return new Schema(new IrGenerator().generate(schema));
        } catch (final IOException e) {
            throw new EverbookException("cannot read the schema: " + e, e);
        } catch (final Exception e) {
            throw new EverbookException("cannot parse the schema: " + e, e);
        }
    }

    /**
     * Decodes a message.
     *
     * @param buffer holding it.
     * @param offset of its message header.
     * @param length of message header and block together, in bytes.
     * @return the message; what is none of the schema's, as raw bytes.
     */
    DecodedMessage message(final DirectBuffer buffer, final int offset, final int length) {
        final List<Token> tokens = tokensOf(buffer, offset, length);
        if (tokens == null) {
            return unknown(buffer, offset, length);
        }
        return new DecodedMessage(tokens.get(0).name(),
            fields(tokens, buffer, offset + HEADER_LENGTH, header.blockLength()));
    }

    /**
     * Decodes the header of a journal's record.
     *
     * @param buffer holding it.
     * @param offset of its first byte.
     * @return its fields.
     */
    Map<?, ?> recordHeader(final DirectBuffer buffer, final int offset) {
        final List<Token> tokens = ir.getMessage(JournalRecordDecoder.TEMPLATE_ID);
        return (Map<?, ?>) fields(tokens, buffer, offset, JournalRecordDecoder.BLOCK_LENGTH).get(HEADER);
    }

    /**
     * The names of the fields that commands and events have, in the order of the schema, each once.
     *
     * @return as paths, without what only fills a message up.
     */
    Set<String> messageFields() {
        final Set<String> paths = new LinkedHashSet<>();
        final PathCollector collected = new PathCollector(paths);
        recordable().forEach(collected::collect);
        return paths;
    }

    /**
     * The names of the schema's commands, or events.
     *
     * @param events whether events are meant.
     * @return the names.
     */
    Set<String> messageNames(final boolean events) {
        final Set<String> names = new LinkedHashSet<>();
        recordable().map(tokens -> tokens.get(0)).filter(token -> events == token.id() >= FIRST_EVENT)
            .forEach(token -> names.add(token.name()));
        return names;
    }

    private Stream<List<Token>> recordable() {
        return ir.messages().stream().filter(tokens -> tokens.get(0).id() < FIRST_SNAPSHOT)
            .sorted(Comparator.comparingInt(tokens -> tokens.get(0).id()));
    }

    private List<Token> tokensOf(final DirectBuffer buffer, final int offset, final int length) {
        if (length < HEADER_LENGTH) {
            return null;
        }
        header.wrap(buffer, offset);
        final List<Token> tokens = ir.getMessage(header.templateId());
        final boolean known = tokens != null && header.schemaId() == ir.id() && header.version() == ir.version()
            && header.blockLength() == tokens.get(0).encodedLength() && length == HEADER_LENGTH + header.blockLength();
        return known ? tokens : null;
    }

    private Map<String, Object> fields(
        final List<Token> tokens, final DirectBuffer buffer, final int offset, final int blockLength) {
        OtfMessageDecoder.decode(buffer, offset, ir.version(), blockLength, tokens, collector);
        return collector.fields();
    }

    private static DecodedMessage unknown(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("length", (long) length);
        fields.put("bytes", HexFormat.of().formatHex(bytes));
        return new DecodedMessage(DecodedMessage.UNKNOWN, fields);
    }
}
