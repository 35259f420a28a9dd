package io.everbook.embedded;

import io.everbook.engine.EventBuffer;
import io.everbook.engine.Genesis;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same commands in engines that nobody kills: one takes every command of the journal, each made again from the seed
 * and not from the journal, wherever it is one of the flow; the other takes the flow alone, over connections that are
 * never broken.
 */
final class UninterruptedRun {
    private final MatchingEngine engine = new MatchingEngine(CrashWriter.ENGINE);
    private final MatchingEngine unbroken = new MatchingEngine(CrashWriter.ENGINE);
    private final EventBuffer events = new EventBuffer();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private final OrderFlow flow;
    private long place;
    private long definitions;

    UninterruptedRun(final long seed) {
        flow = new OrderFlow(seed);
    }

    MatchingEngine engine() {
        return engine;
    }

    /** Of the flow's books after as many commands of it as the journal holds. */
    long unbrokenBusinessHash() {
        return unbroken.businessHash();
    }

    /** How many commands of the flow it has taken. */
    long place() {
        return place;
    }

    void follow(final Path journal, final long toSequence, final Acknowledged acknowledged) {
        try (JournalReader reader = JournalReader.open(journal)) {
            assertThat(reader.lastSequence()).as("last sequence of the journal").isGreaterThanOrEqualTo(toSequence);
            reader.seek(engine.sequence() + 1);
            final RecordView record = new RecordView();
            while (engine.sequence() < toSequence && reader.next(record)) {
                take(record, acknowledged);
            }
        }
    }

    private void take(final RecordView record, final Acknowledged acknowledged) {
        final int length = remake(record, acknowledged);
        assertThat(new UnsafeBuffer(command, 0, length)).as("command of sequence %d", record.sequence())
            .isEqualTo(new UnsafeBuffer(record.buffer(), record.commandOffset(), record.commandLength()));
        engine.apply(record.sequence(), record.timeNs(), record.connection(), command, 0, length, events);
        assertThat(new UnsafeBuffer(events.buffer(), events.eventsOffset(), events.eventsLength()))
            .as("events of sequence %d", record.sequence())
            .isEqualTo(new UnsafeBuffer(record.buffer(), record.eventsOffset(), record.eventsLength()));
    }

    private int remake(final RecordView record, final Acknowledged acknowledged) {
        header.wrap(record.buffer(), record.commandOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
        if (header.commandNumber() == 0) {
            command.putBytes(0, record.buffer(), record.commandOffset(), record.commandLength());
            return record.commandLength();
        }
        if (header.session() == Genesis.OPERATOR_SESSION) {
            return remakeDefinition();
        }
        acknowledged.journaled(place, record.sequence());
        final int length = flow.command(place)
            .encode(command, 0, 1, OrderFlow.session(place), OrderFlow.commandNumber(place), header.sendTimeNs());
        place++;
        unbroken(OrderFlow.session(place - 1), length);
        return length;
    }

    private int remakeDefinition() {
        final int length = OrderFlow.definitions().get((int) definitions)
            .encode(command, 0, 1, Genesis.OPERATOR_SESSION, definitions + 1, header.sendTimeNs());
        if (definitions == 0) {
            connect(Genesis.OPERATOR_SESSION, Genesis.OPERATOR_PARTICIPANT);
        }
        definitions++;
        unbroken(Genesis.OPERATOR_SESSION, length);
        return length;
    }

    private void unbroken(final int session, final int length) {
        if (unbroken.connectionOf(session) == 0) {
            connect(session, unbroken.participantOf(session));
        }
        unbroken.apply(unbroken.sequence() + 1, 1, session, command, 0, length, events);
    }

    private void connect(final int session, final int participant) {
        final UnsafeBuffer log = new UnsafeBuffer(new byte[256]);
        final LogCommands commands = new LogCommands(log, 1);
        final int opened = commands.opened(session, participant);
        unbroken.apply(unbroken.sequence() + 1, 1, 0, log, 0, opened, events);
        unbroken.apply(unbroken.sequence() + 1, 1, session, log, 0, commands.logon(session), events);
    }
}
