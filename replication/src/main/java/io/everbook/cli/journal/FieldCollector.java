package io.everbook.cli.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.AbstractTokenListener;
import uk.co.real_logic.sbe.otf.Types;

/**
 * Collects the fields of a message as it is decoded: numbers as Long, an enum by its value's name, a set as the list of
 * its choices' names, a composite as a map of its own, and null where a field says so. A value that an enum or set does
 * not have stays a number.
 */
final class FieldCollector extends AbstractTokenListener {
    private final Deque<Map<String, Object>> open = new ArrayDeque<>();
    private Map<String, Object> message;

    @Override
    public void onBeginMessage(final Token token) {
        message = new LinkedHashMap<>();
        open.clear();
        open.push(message);
    }

    /**
     * The fields of the message decoded last.
     *
     * @return by their names, in the order of the schema.
     */
    Map<String, Object> fields() {
        return message;
    }

    @Override
    public void onBeginComposite(
        final Token field, final List<Token> tokens, final int fromIndex, final int toIndex) {
        final Map<String, Object> composite = new LinkedHashMap<>();
        put(field, composite);
        open.push(composite);
    }

    @Override
    public void onEndComposite(final Token field, final List<Token> tokens, final int fromIndex, final int toIndex) {
        open.pop();
    }

    @Override
    public void onEncoding(
        final Token field, final DirectBuffer buffer, final int index, final Token type, final int version) {
        final Encoding encoding = type.encoding();
        final long value = Types.getLong(buffer, index, encoding);
        final boolean isNull = type.isOptionalEncoding() && value == encoding.applicableNullValue().longValue();
        put(field, isNull ? null : value);
    }

    @Override
    public void onEnum(
        final Token field,
        final DirectBuffer buffer,
        final int index,
        final List<Token> tokens,
        final int fromIndex,
        final int toIndex,
        final int version) {
        final Encoding encoding = tokens.get(fromIndex).encoding();
        final long value = Types.getLong(buffer, index, encoding);
        Object found = value == encoding.applicableNullValue().longValue() ? null : value;
        for (int i = fromIndex + 1; i < toIndex; i++) {
            if (tokens.get(i).encoding().constValue().longValue() == value) {
                found = tokens.get(i).name();
            }
        }
        put(named(field, tokens.get(fromIndex)), found);
    }

    @Override
    public void onBitSet(
        final Token field,
        final DirectBuffer buffer,
        final int index,
        final List<Token> tokens,
        final int fromIndex,
        final int toIndex,
        final int version) {
        final long value = Types.getLong(buffer, index, tokens.get(fromIndex).encoding());
        final List<Object> choices = new ArrayList<>();
        long rest = value;
        for (int i = fromIndex + 1; i < toIndex; i++) {
            final long bit = 1L << tokens.get(i).encoding().constValue().longValue();
            if ((value & bit) != 0) {
                choices.add(tokens.get(i).name());
                rest &= ~bit;
            }
        }
        put(named(field, tokens.get(fromIndex)), rest == 0 ? choices : value);
    }

    /** Within a composite its own token names a member, not the field's. */
    private Token named(final Token field, final Token member) {
        return open.size() > 1 ? member : field;
    }

    private void put(final Token field, final Object value) {
        open.element().put(field.name(), value);
    }
}
