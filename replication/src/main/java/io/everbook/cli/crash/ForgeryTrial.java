package io.everbook.cli.crash;

import io.everbook.cli.trial.FlowInstruments;
import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.DivergenceException;
import io.everbook.embedded.JournalReplay;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalCompare;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.journal.RecordView;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.NewOrderEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Forges a journal so that its own checksums are right: with an event edited, which computing it anew finds, and with a
 * command edited and everything after it computed from that, which the chain of another copy finds.
 */
final class ForgeryTrial {
    private static final int EDITED = SampleJournal.COMMANDS / 2;
    private static final int CAPACITY = 1 << 20;

    private final Path journal;
    private final Path directory;
    private final CrashTally tally;
    private final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY));
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();

    ForgeryTrial(final Path journal, final Path directory, final CrashTally tally) {
        this.journal = journal;
        this.directory = directory;
        this.tally = tally;
    }

    /**
     * Edits an event.
     *
     * @return whether it was found, and by nothing but computing it anew.
     */
    boolean editEvent() {
        final Path forged = directory.resolve("edited-event");
        final long edited = writeWithEditedEvent(forged);
        final boolean chainIsRight = chainIsRight(forged);
        final long found = divergence(forged);
        tally.check(CrashTally.NAMED, chainIsRight && found == edited, "an event edited at sequence " + edited
            + (chainIsRight ? " was found at " + found : " was not forged well"));
        return chainIsRight && found == edited;
    }

    private long writeWithEditedEvent(final Path forged) {
        long edited = 0;
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(journal); JournalWriter writer = open(forged)) {
            while (reader.next(record)) {
                copy.putBytes(0, record.buffer(), record.offset(), record.length());
                if (edited == 0 && record.sequence() >= EDITED && record.eventsLength() > 0) {
                    edited = record.sequence();
                    final int last = record.length() - RecordLayout.CHECKSUM_LENGTH - 1;
                    copy.putByte(last, (byte) (copy.getByte(last) ^ 1));
                }
                writer.append(copy, 0, record.length() - RecordLayout.CHECKSUM_LENGTH);
            }
        }
        return edited;
    }

    /**
     * Edits a command, and computes anew what follows from it.
     *
     * @return whether it was found, and by nothing but another copy of the journal.
     */
    boolean editCommand() {
        final Path forged = directory.resolve("edited-command");
        final long edited = writeWithEditedCommand(forged);
        final boolean isConsistent = chainIsRight(forged) && divergence(forged) == 0;
        final JournalCompare.Result result = JournalCompare.compare(List.of(journal, forged));
        final boolean found = !result.prefixEqual() && result.records() == edited - 1;
        tally.check(CrashTally.NAMED, isConsistent && found, "a command edited at sequence " + edited
            + (isConsistent ? " was not found by comparing: " + result.firstDifference() : " was not forged well"));
        return isConsistent && found;
    }

    private long writeWithEditedCommand(final Path forged) {
        long edited = 0;
        final RecordView record = new RecordView();
        try (JournalReader reader = JournalReader.open(journal); JournalWriter writer = open(forged);
            CommandPipeline pipeline =
                new CommandPipeline(new MatchingEngine(CrashMarket.ENGINE), 0, writer, StopPoints.NONE)) {
            while (reader.next(record)) {
                copy.putBytes(0, record.buffer(), record.commandOffset(), record.commandLength());
                if (edited == 0 && record.sequence() >= EDITED && editedOrder()) {
                    edited = record.sequence();
                }
                pipeline.process(record.timeNs(), record.logPosition(), record.connection(), copy, 0,
                    record.commandLength());
            }
        }
        return edited;
    }

    private boolean editedOrder() {
        message.wrap(copy, 0);
        if (message.templateId() != NewOrderDecoder.TEMPLATE_ID) {
            return false;
        }
        final NewOrderEncoder order = new NewOrderEncoder().wrap(copy, MessageHeaderEncoder.ENCODED_LENGTH);
        final NewOrderDecoder read = new NewOrderDecoder().wrapAndApplyHeader(copy, 0, message);
        order.quantity(read.quantity() + FlowInstruments.LOT);
        return true;
    }

    private static JournalWriter open(final Path forged) {
        return JournalWriter.open(JournalConfig.builder().directory(forged).conclude());
    }

    private static boolean chainIsRight(final Path forged) {
        try (JournalReader reader = JournalReader.open(forged)) {
            final RecordView record = new RecordView();
            boolean more = true;
            while (more) {
                more = reader.next(record);
            }
            return reader.nextSequence() > SampleJournal.COMMANDS;
        }
    }

    /** The sequence at which computing it anew comes to something else; 0 if nowhere. */
    private static long divergence(final Path forged) {
        try (JournalReader reader = JournalReader.open(forged)) {
            final JournalReplay replay =
                new JournalReplay(new MatchingEngine(CrashMarket.ENGINE), reader, quarantined -> false);
            final RecordView record = new RecordView();
            boolean more = true;
            while (more) {
                more = replay.next(record);
            }
            return 0;
        } catch (final DivergenceException e) {
            return e.sequence();
        }
    }
}
