package io.everbook.cli.operate;

import io.everbook.api.EventDispatcher;
import io.everbook.api.EventListener;
import io.everbook.journal.RecordView;
import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.ChangeLogicVersionDecoder;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.ConnectionOpenedDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineParticipantDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.SiteReportDecoder;
import io.everbook.protocol.TermStartedDecoder;
import io.everbook.protocol.TestRequestDecoder;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Records in words: each message as its codec renders it.
 */
final class RecordText {
    private static final Map<Integer, Codec> COMMANDS = Map.ofEntries(
        Map.entry(LogonDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new LogonDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(TestRequestDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new TestRequestDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(NewOrderDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new NewOrderDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(CancelOrderDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new CancelOrderDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(AmendOrderDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new AmendOrderDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(MassCancelDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new MassCancelDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(DefineParticipantDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new DefineParticipantDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(DefineSessionDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new DefineSessionDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(DefineInstrumentDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new DefineInstrumentDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(ChangeInstrumentStateDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new ChangeInstrumentStateDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(ChangeLogicVersionDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new ChangeLogicVersionDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(ConnectionOpenedDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new ConnectionOpenedDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(ConnectionClosedDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new ConnectionClosedDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(TermStartedDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new TermStartedDecoder().wrapAndApplyHeader(buffer, offset, header)),
        Map.entry(SiteReportDecoder.TEMPLATE_ID, (buffer, offset, header) ->
            new SiteReportDecoder().wrapAndApplyHeader(buffer, offset, header)));

    private RecordText() {
    }

    /** The record's own line, its command's, and one for every event. */
    static List<String> of(final RecordView record) {
        final List<String> lines = new ArrayList<>();
        lines.add("sequence " + record.sequence() + " epoch " + record.epoch() + " timeNs " + record.timeNs()
            + " logPosition " + record.logPosition() + " connection " + record.connection());
        lines.add("  command " + command(record));
        eventsBySession(record).keySet().forEach(event -> lines.add("  event " + event));
        return lines;
    }

    /** Each event of a record, and the session it is for. */
    static Map<String, Integer> eventsBySession(final RecordView record) {
        final Map<String, Integer> sessions = new LinkedHashMap<>();
        final EventHeaderDecoder header = new EventHeaderDecoder();
        final EventDispatcher dispatcher = new EventDispatcher();
        int offset = record.eventsOffset();
        while (offset < record.eventsOffset() + record.eventsLength()) {
            final int session =
                header.wrap(record.buffer(), offset + MessageHeaderDecoder.ENCODED_LENGTH).session();
            offset += dispatcher.dispatch(
                record.buffer(), offset, listener(text -> sessions.put(text, session)));
        }
        return sessions;
    }

    private static EventListener listener(final Consumer<String> sink) {
        return (EventListener) Proxy.newProxyInstance(
            RecordText.class.getClassLoader(), new Class<?>[] {EventListener.class}, (proxy, method, events) -> {
                sink.accept(events[0].toString());
                return null;
            });
    }

    private static String command(final RecordView record) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (record.commandLength() >= MessageHeaderDecoder.ENCODED_LENGTH) {
            header.wrap(record.buffer(), record.commandOffset());
            final Codec codec = COMMANDS.get(header.templateId());
            if (codec != null
                && record.commandLength() == MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()) {
                return codec.decode(record.buffer(), record.commandOffset(), header).toString();
            }
        }
        return record.commandLength() + " bytes of no known message";
    }

    @FunctionalInterface
    private interface Codec {
        Object decode(DirectBuffer buffer, int offset, MessageHeaderDecoder header);
    }
}
