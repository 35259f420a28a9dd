package io.everbook.engine.reference;

import io.everbook.engine.MatchingEngine;
import io.everbook.protocol.Reason;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays steps through the reference and two fast engines, the second of which is replaced at times by one restored from
 * its own snapshot. After every command all events are compared in full and the invariants checked; the first thing
 * that is wrong is an AssertionError.
 */
final class DifferentialRun {
    private static final int ALL_BOOKS_EVERY = 64;
    private static final int LIVE_ORDER_TEMPLATE = 206;
    private static final Set<String> DECIDED_OTHERWISE = Set.of("OrderAccepted", "OrderCancelled", "OrderAmended",
        "MassCancelled", "ParticipantDefined", "SessionDefined", "InstrumentDefined", "InstrumentStateChanged",
        "LogicVersionChanged", "CommandRejected");

    final ReferenceEngine reference;
    final Player player;
    private final FastEngine fast;
    private final FastEngine twin;
    private final Ledger ledger;
    private final Tally tally;
    private long sequence;

    DifferentialRun(final Limits limits, final Function<Limits, ReferenceEngine> makeReference, final Tally tally) {
        this.reference = makeReference.apply(limits);
        this.player = new Player(reference.state);
        this.fast = new FastEngine(limits, (byte) 0x00);
        this.twin = new FastEngine(limits, (byte) 0xFF);
        this.ledger = new Ledger(tally);
        this.tally = tally;
    }

    void play(final Step step) {
        final byte[] command = player.resolve(step);
        sequence++;
        final long businessHash = fast.engine().businessHash();
        final long decidedBefore = decidedCommands();
        final List<Event> expected = step.quarantined
            ? reference.quarantine(sequence, step.timeNs, step.connection, command)
            : reference.apply(sequence, step.timeNs, step.connection, command);
        final byte[] bytes = fast.apply(sequence, step, command);
        final byte[] twinBytes = twin.apply(sequence, step, command);
        final List<Event> events = fast.events();
        require("events equal the reference's", events.equals(expected), difference(expected, events));
        require("I11 events", Arrays.equals(bytes, twinBytes), "restored engine's events differ");
        player.played(step, expected);
        count(step, command, events);
        ledger.record(events);
        ledger.compareBooks(fast::book, sequence % ALL_BOOKS_EVERY == 0);
        responses(events, decidedCommands() - decidedBefore, businessHash);
        hashes(step);
    }

    MatchingEngine engine() {
        return fast.engine();
    }

    private long decidedCommands() {
        return reference.state.sessions.values().stream().mapToLong(session -> session.lastCommandNumber).sum();
    }

    private void responses(final List<Event> events, final long decided, final long businessHashBefore) {
        final long terminals = events.stream().filter(event -> event.flag("terminal")).count();
        require("I21 one response", terminals == decided, terminals + " terminal responses, " + decided + " decided");
        events.stream().filter(event -> event.flag("terminal")).forEach(event ->
            require("I21 kind", DECIDED_OTHERWISE.contains(event.name()), "terminal " + event));
        if (events.stream().anyMatch(event -> event.is("CommandRejected"))) {
            require("I21 reject", events.size() == 1 && fast.engine().businessHash() == businessHashBefore,
                "a reject changed the business hash");
        } else if (decided == 0) {
            require("I21 undecided", fast.engine().businessHash() == businessHashBefore
                && events.stream().noneMatch(Event::numbered), "an undecided command changed the business hash");
        }
    }

    private void hashes(final Step step) {
        if (step.restoreAfter) {
            restoreTwin();
        }
        require("I11 hash", fast.engine().fullHash() == twin.engine().fullHash(), "full hashes differ");
        require("I11 hash", fast.engine().businessHash() == twin.engine().businessHash(), "business hashes differ");
        require("I4 sequence and time", fast.engine().sequence() == sequence
            && fast.engine().timeNs() == reference.state.timeNs && fast.engine().epoch() == reference.state.epoch
            && fast.engine().logicVersion() == reference.state.logicVersion
            && fast.engine().nextExecutionId() == reference.state.executions + 1, "sequence, time, epoch or ids");
        reference.state.sessions.values().forEach(session -> require("connection of session",
            fast.engine().connectionOf(session.id) == session.connection, "connection of session " + session.id));
    }

    private void restoreTwin() {
        final long hash = twin.engine().fullHash();
        final Snapshot before = twin.snapshot();
        twin.restore(before);
        require("I12 hash", twin.engine().fullHash() == hash, "full hash after restore");
        require("I12 bytes", before.sameBytes(twin.snapshot()), "snapshot of the restored engine differs");
        final List<Long> ids = before.records().stream().map(record -> ByteBuffer.wrap(record)
                .order(ByteOrder.LITTLE_ENDIAN)).filter(record -> record.getShort(2) == LIVE_ORDER_TEMPLATE)
            .map(record -> record.getLong(8)).toList();
        require("I20 snapshot", ids.equals(ledger.restingIds()), "orders of the snapshot: " + ids + " not "
            + ledger.restingIds());
    }

    private void count(final Step step, final byte[] command, final List<Event> events) {
        final int template = command.length < 4 ? -1 : new CommandBytes(command).template();
        tally.count("command " + (template < 0 ? "shorter than its header" : CommandBytes.lengthOf(template) < 0
            ? "of no known template" : CommandBytes.nameOf(template)));
        if (step.resendOf != Step.NONE) {
            tally.count("resends");
        }
        for (final Event event : events) {
            tally.count("event " + event.name());
            if (event.is("CommandRefused") || event.is("CommandRejected")) {
                tally.count(event.name() + " " + event.text("reason"));
                tally.count("reason " + event.text("reason"));
            }
        }
    }

    private static String difference(final List<Event> expected, final List<Event> actual) {
        return "\n  reference:\n" + lines(expected) + "\n  engine:\n" + lines(actual);
    }

    private static String lines(final List<Event> events) {
        return events.stream().map(event -> "    " + event).collect(Collectors.joining("\n"));
    }

    private void require(final String check, final boolean holds, final String what) {
        tally.count("check " + check);
        if (!holds) {
            throw new AssertionError(check + ", sequence " + sequence + ": " + what);
        }
    }

    static List<String> everyCheck() {
        return List.of("events equal the reference's", "I11 events", "I11 hash", "I12 hash", "I12 bytes", "I13", "I14",
            "I16", "I17", "I17 amends", "I18", "I19 post-only", "I19 time in force", "I19 fill or kill", "I19 reasons",
            "I20", "I20 snapshot", "I21 one response", "I21 kind", "I21 reject", "I21 undecided", "R15 links",
            "R15 signals", "R15 last of record", "ID-1 order ids", "ID-2 client ids", "I4 sequence and time",
            "connection of session");
    }

    static List<String> everyReason() {
        return Arrays.stream(Reason.values()).filter(reason -> reason != Reason.NONE && reason != Reason.NULL_VAL)
            .map(Reason::name).toList();
    }

    static List<String> everyCommand() {
        return IntStream.range(0, 100).filter(template -> CommandBytes.lengthOf(template) > 0)
            .mapToObj(CommandBytes::nameOf).toList();
    }

    static List<String> everyEvent() {
        return EventReader.names();
    }
}
