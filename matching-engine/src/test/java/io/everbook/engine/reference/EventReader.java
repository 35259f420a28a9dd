package io.everbook.engine.reference;

import io.everbook.protocol.EndReason;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.Liquidity;
import io.everbook.protocol.OrderType;
import io.everbook.protocol.Reason;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads an engine's event bytes by layouts taken from the schema by hand. Padding, flags without a meaning, lengths and
 * versions that are not the schema's are errors.
 */
final class EventReader {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int MESSAGE_HEADER = 8;
    private static final int EVENT_HEADER = 48;
    private static final Map<Integer, String> LAYOUTS = Map.ofEntries(
        Map.entry(100, "LogonAccepted connection:8 epoch:8 lastCommandNumber:8 lastEventNumber:8 lastEventSequence:8 "
            + "participant:4 window:4"),
        Map.entry(101, "TestResponse epoch:8 lastCommandNumber:8 lastEventNumber:8 lastEventSequence:8"),
        Map.entry(102, "CommandRefused commandNumber:8 expectedCommandNumber:8 commandTemplate:2 reason:Reason -:1 "
            + "-:4"),
        Map.entry(103, "AlreadyDecided commandNumber:8 decidedSequence:8 orderId:8 result:Reason -:1 -:2 -:4"),
        Map.entry(110, "CommandRejected commandNumber:8 orderId:8 clientOrderId:16 commandTemplate:2 reason:Reason "
            + "-:1 instrument:4"),
        Map.entry(111, "OrderAccepted commandNumber:8 orderId:8 clientOrderId:16 price:8 quantity:8 instrument:4 "
            + "side:Side orderType:OrderType timeInForce:TimeInForce execInst:1"),
        Map.entry(112, "OrderExecuted tradeId:8 orderId:8 clientOrderId:16 price:8 quantity:8 leavesQuantity:8 "
            + "executedQuantity:8 instrument:4 side:Side liquidity:Liquidity -:2"),
        Map.entry(113, "OrderCancelled commandNumber:8 orderId:8 clientOrderId:16 price:8 quantity:8 "
            + "executedQuantity:8 instrument:4 side:Side reason:EndReason -:2"),
        Map.entry(114, "OrderExpired orderId:8 clientOrderId:16 price:8 quantity:8 executedQuantity:8 instrument:4 "
            + "side:Side reason:EndReason -:2"),
        Map.entry(115, "OrderAmended commandNumber:8 orderId:8 clientOrderId:16 price:8 quantity:8 leavesQuantity:8 "
            + "instrument:4 side:Side priorityKept:1 -:2"),
        Map.entry(116, "MassCancelled commandNumber:8 cancelled:4 remaining:4"),
        Map.entry(120, "ParticipantDefined commandNumber:8 participant:4 -:4"),
        Map.entry(121, "SessionDefined commandNumber:8 newSession:4 participant:4 window:4 roles:1 -:1 -:2"),
        Map.entry(122, "InstrumentDefined commandNumber:8 tickSize:8 lotSize:8 minPrice:8 maxPrice:8 minQuantity:8 "
            + "maxQuantity:8 instrument:4 state:State -:1 -:2"),
        Map.entry(123, "InstrumentStateChanged commandNumber:8 instrument:4 state:State -:1 -:2"),
        Map.entry(124, "LogicVersionChanged commandNumber:8 logicVersion:4 -:4"));

    private EventReader() {
    }

    static List<String> names() {
        return LAYOUTS.values().stream().map(layout -> layout.substring(0, layout.indexOf(' '))).toList();
    }

    static List<Event> readAll(final DirectBuffer buffer, final int offset, final int length, final int count) {
        final List<Event> events = new ArrayList<>(count);
        int position = offset;
        while (position < offset + length) {
            events.add(read(buffer, position));
            position += MESSAGE_HEADER + u16(buffer, position);
        }
        require(position == offset + length && events.size() == count,
            "events end at " + position + " not " + (offset + length) + ", " + events.size() + " not " + count);
        return events;
    }

    private static Event read(final DirectBuffer buffer, final int at) {
        final String layout = LAYOUTS.get(u16(buffer, at + 2));
        require(layout != null, "no event of template " + u16(buffer, at + 2));
        require(u16(buffer, at + 4) == CommandBytes.SCHEMA && u16(buffer, at + 6) == 1, "schema or version");
        final String[] words = layout.split(" ");
        final Event event = header(new Event(words[0]), buffer, at + MESSAGE_HEADER);
        int position = at + MESSAGE_HEADER + EVENT_HEADER;
        for (int i = 1; i < words.length; i++) {
            final int colon = words[i].indexOf(':');
            position += field(event, words[i].substring(0, colon), words[i].substring(colon + 1), buffer, position);
        }
        require(position == at + MESSAGE_HEADER + u16(buffer, at), "block length of " + event);
        return event;
    }

    private static Event header(final Event event, final DirectBuffer buffer, final int at) {
        final int flags = buffer.getByte(at + 46) & 0xFF;
        require(flags <= 3 && buffer.getByte(at + 47) == 0, "flags " + flags + " or reserved");
        return event.with("sequence", i64(buffer, at)).with("timeNs", i64(buffer, at + 8))
            .with("executionId", i64(buffer, at + 16)).with("eventNumber", i64(buffer, at + 24))
            .with("previousSequence", i64(buffer, at + 32)).with("session", i32(buffer, at + 40))
            .with("partition", u16(buffer, at + 44))
            .with("terminal", flags & 1).with("lastOfRecord", flags >> 1);
    }

    private static int field(
        final Event event, final String name, final String type, final DirectBuffer buffer, final int at) {
        if (!Character.isDigit(type.charAt(0))) {
            event.with(name, constant(type, (short) (buffer.getByte(at) & 0xFF)));
            return 1;
        }
        final int size = Integer.parseInt(type);
        if (size == 16) {
            event.with(name, new ClientId(i64(buffer, at), i64(buffer, at + 8)));
        } else if ("-".equals(name)) {
            require(number(buffer, at, size) == 0, "padding of " + event);
        } else {
            event.with(name, number(buffer, at, size));
        }
        return size;
    }

    private static Enum<?> constant(final String type, final short value) {
        return switch (type) {
            case "Reason" -> Reason.get(value);
            case "Side" -> Side.get(value);
            case "OrderType" -> OrderType.get(value);
            case "TimeInForce" -> TimeInForce.get(value);
            case "Liquidity" -> Liquidity.get(value);
            case "EndReason" -> EndReason.get(value);
            case "State" -> InstrumentState.get(value);
            default -> throw new IllegalStateException(type);
        };
    }

    private static long number(final DirectBuffer buffer, final int at, final int size) {
        return switch (size) {
            case 1 -> buffer.getByte(at) & 0xFF;
            case 2 -> u16(buffer, at);
            case 4 -> i32(buffer, at);
            default -> i64(buffer, at);
        };
    }

    private static int u16(final DirectBuffer buffer, final int at) {
        return buffer.getShort(at, LITTLE) & 0xFFFF;
    }

    private static int i32(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at, LITTLE);
    }

    private static long i64(final DirectBuffer buffer, final int at) {
        return buffer.getLong(at, LITTLE);
    }

    private static void require(final boolean condition, final String what) {
        if (!condition) {
            throw new AssertionError("event bytes: " + what);
        }
    }
}
