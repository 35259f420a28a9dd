package io.everbook.cli.crash;

import io.everbook.api.Command;
import io.everbook.api.EverbookException;
import io.everbook.cli.trial.GeneratedFlow;
import io.everbook.embedded.JournalReplay;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import io.everbook.protocol.CommandHeaderDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal from its first record to a sequence, verifies every record, computes it anew, makes every command of
 * the flow again from the seed, and ticks off what was acknowledged.
 */
final class JournalAudit {
    private final CrashTally tally;
    private final Acknowledged acknowledged;
    private final MatchingEngine engine = new MatchingEngine(CrashMarket.ENGINE);
    private final GeneratedFlow[] flows = new GeneratedFlow[CrashMarket.SESSIONS];
    private final long[] numbers = new long[CrashMarket.SESSIONS];
    private final UnsafeBuffer made = new UnsafeBuffer(new byte[Command.MAX_ENCODED_LENGTH]);
    private final UnsafeBuffer recorded = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer wanted = new UnsafeBuffer(0, 0);
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private long unacknowledged;

    JournalAudit(final long seed, final CrashTally tally, final Acknowledged acknowledged) {
        this.tally = tally;
        this.acknowledged = acknowledged;
        Arrays.setAll(flows, place -> new GeneratedFlow(seed, CrashMarket.session(place)));
    }

    /**
     * Checks a journal against the state that was recovered from it.
     *
     * @return how many acknowledged commands are not in it; they are forgotten.
     */
    long check(final Path journal, final long sequence, final long fullHash, final String when) {
        try (JournalReader reader = JournalReader.open(journal)) {
            final JournalReplay replay = new JournalReplay(engine, reader, quarantined -> false);
            final RecordView record = new RecordView();
            while (engine.sequence() < sequence && replay.next(record)) {
                take(record, when);
            }
            tally.checked(CrashTally.CHAIN, engine.sequence());
            tally.check(CrashTally.STATE, engine.sequence() == sequence && engine.fullHash() == fullHash,
                when + ": the state of sequence " + sequence + " is another one than was recovered");
        } catch (final EverbookException e) {
            tally.violated(CrashTally.CHAIN, when + ": " + e.getMessage());
        }
        return lost();
    }

    private void take(final RecordView record, final String when) {
        header.wrap(record.buffer(), record.commandOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
        final int place = CrashMarket.placeOf(header.session());
        if (place >= 0 && header.commandNumber() > 0) {
            numbers[place]++;
            tally.check(CrashTally.SENT, header.commandNumber() == numbers[place] && isAsSent(record, place),
                when + ": the command of sequence " + record.sequence() + " is not the one that was sent");
            tick(record, when);
        }
    }

    private boolean isAsSent(final RecordView record, final int place) {
        final int length = flows[place].next().encode(made, 0, CrashMarket.PARTITION, header.session(),
            header.commandNumber(), header.sendTimeNs());
        recorded.wrap(record.buffer(), record.commandOffset(), record.commandLength());
        wanted.wrap(made, 0, length);
        return recorded.equals(wanted);
    }

    private void tick(final RecordView record, final String when) {
        final Long told = acknowledged.sequence(header.session(), header.commandNumber());
        if (told == null) {
            unacknowledged++;
        } else {
            tally.check(CrashTally.KEPT, told == record.sequence(), when + ": a command acknowledged at sequence "
                + told + " lies at " + record.sequence());
        }
    }

    private long lost() {
        long lost = 0;
        for (int place = 0; place < numbers.length; place++) {
            lost += acknowledged.forgetAbove(CrashMarket.session(place), numbers[place]);
        }
        return lost;
    }

    /**
     * How many commands of the flow the journal holds that were not acknowledged.
     */
    long unacknowledged() {
        return unacknowledged;
    }
}
