package io.everbook.client;

import io.everbook.protocol.AlreadyDecidedEncoder;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.CommandRefusedEncoder;
import io.everbook.protocol.EventHeaderEncoder;
import io.everbook.protocol.LogonAcceptedEncoder;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAcceptedEncoder;
import io.everbook.protocol.OrderExecutedEncoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.TestRequestDecoder;
import io.everbook.protocol.TestResponseEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An exchange of one session as small as can be: it numbers commands and events as the contract says, and accepts every
 * order. What reaches it, and what of its answers reaches whom, is up to the test.
 */
final class ScriptedExchange {
    static final int SESSION = 7;
    static final int WINDOW = 16;
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    final List<byte[]> commands = new ArrayList<>();
    final List<byte[]> events = new ArrayList<>();
    final List<Long> eventSequences = new ArrayList<>();
    final List<ScriptedLink> links = new ArrayList<>();
    long sequence;
    long epoch = 1L << 48;
    int logons;
    int testRequests;
    int repeats;
    int gaps;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[1024]);
    private long boundConnection;
    private long nextConnection = 100;

    long openConnection() {
        return ++nextConnection;
    }

    void apply(final ScriptedLink link, final long connection, final byte[] message) {
        final UnsafeBuffer in = new UnsafeBuffer(message);
        messageHeader.wrap(in, 0);
        commandHeader.wrap(in, HEADER_LENGTH);
        sequence++;
        switch (messageHeader.templateId()) {
            case LogonDecoder.TEMPLATE_ID -> logon(link, connection);
            case TestRequestDecoder.TEMPLATE_ID -> test(link, connection);
            default -> command(link, connection, message, commandHeader.commandNumber());
        }
    }

    void trade() {
        sequence++;
        final OrderExecutedEncoder event = new OrderExecutedEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        number(event.header(), false);
        event.tradeId(1).quantity(1);
        publish(HEADER_LENGTH + OrderExecutedEncoder.BLOCK_LENGTH);
    }

    private void logon(final ScriptedLink link, final long connection) {
        logons++;
        boundConnection = connection;
        final LogonAcceptedEncoder event = new LogonAcceptedEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        signal(event.header());
        event.connection(connection).epoch(epoch).lastCommandNumber(commands.size()).lastEventNumber(events.size())
            .lastEventSequence(lastEventSequence()).participant(1).window(WINDOW);
        answer(link, connection, HEADER_LENGTH + LogonAcceptedEncoder.BLOCK_LENGTH);
    }

    private void test(final ScriptedLink link, final long connection) {
        testRequests++;
        if (connection != boundConnection) {
            refuse(link, connection, 0, Reason.NOT_LOGGED_ON);
            return;
        }
        final TestResponseEncoder event = new TestResponseEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        signal(event.header());
        event.epoch(epoch).lastCommandNumber(commands.size()).lastEventNumber(events.size())
            .lastEventSequence(lastEventSequence());
        answer(link, connection, HEADER_LENGTH + TestResponseEncoder.BLOCK_LENGTH);
    }

    private void command(
        final ScriptedLink link, final long connection, final byte[] message, final long number) {
        if (connection != boundConnection) {
            refuse(link, connection, number, Reason.NOT_LOGGED_ON);
        } else if (number > commands.size() + 1) {
            gaps++;
            refuse(link, connection, number, Reason.SEQUENCE_GAP);
        } else if (number <= commands.size()) {
            repeat(link, connection, message, number);
        } else {
            commands.add(message);
            accept(number);
        }
    }

    private void accept(final long number) {
        final OrderAcceptedEncoder event = new OrderAcceptedEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        number(event.header(), true);
        event.commandNumber(number).orderId(number).quantity(1);
        publish(HEADER_LENGTH + OrderAcceptedEncoder.BLOCK_LENGTH);
    }

    private void repeat(
        final ScriptedLink link, final long connection, final byte[] message, final long number) {
        repeats++;
        if (!Arrays.equals(message, commands.get((int) number - 1))) {
            refuse(link, connection, number, Reason.SEQUENCE_REUSED);
            return;
        }
        final AlreadyDecidedEncoder event = new AlreadyDecidedEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        signal(event.header());
        event.commandNumber(number).decidedSequence(number).result(Reason.NONE);
        answer(link, connection, HEADER_LENGTH + AlreadyDecidedEncoder.BLOCK_LENGTH);
    }

    private void refuse(
        final ScriptedLink link, final long connection, final long number, final Reason reason) {
        final CommandRefusedEncoder event = new CommandRefusedEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        signal(event.header());
        event.commandNumber(number).expectedCommandNumber(commands.size() + 1).reason(reason);
        answer(link, connection, HEADER_LENGTH + CommandRefusedEncoder.BLOCK_LENGTH);
    }

    private void signal(final EventHeaderEncoder header) {
        header.sequence(sequence).session(SESSION).partition(1).eventNumber(0).executionId(0).previousSequence(0);
        header.flags().clear();
    }

    private void number(final EventHeaderEncoder header, final boolean terminal) {
        header.sequence(sequence).session(SESSION).partition(1).eventNumber(events.size() + 1)
            .executionId(events.size() + 1).previousSequence(lastEventSequence());
        header.flags().clear().terminal(terminal).lastOfRecord(true);
    }

    long lastEventSequence() {
        return eventSequences.isEmpty() ? 0 : eventSequences.get(eventSequences.size() - 1);
    }

    private void publish(final int length) {
        final byte[] event = bytes(length);
        events.add(event);
        eventSequences.add(sequence);
        for (final ScriptedLink link : links) {
            link.deliver(boundConnection, event);
        }
    }

    private void answer(final ScriptedLink link, final long connection, final int length) {
        link.deliver(connection, bytes(length));
    }

    private byte[] bytes(final int length) {
        final byte[] copy = new byte[length];
        out.getBytes(0, copy);
        return copy;
    }
}
