package io.everbook.cli.demo;

import io.everbook.cli.trial.EventTap;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.client.ClientObserver;
import io.everbook.client.LogonAnswer;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What one session did and was told: every command with its answer, every event, every fill. Written by the thread
 * that polls the session, read by others after that thread has ended.
 */
final class SessionHistory extends EventTap implements ClientObserver {
    private final int session;
    private final LongConsumer onAcknowledged;
    private final List<CommandEntry> commands = new ArrayList<>();
    private final Map<Long, CommandEntry> byNumber = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final SessionLog log = new SessionLog();
    private int acknowledged;
    private int firstOpen;
    private int logons;
    private int alreadyDecided;
    private int resent;
    private long unansweredAtLogons;
    private long eventsFilled;

    /**
     * Creates an empty history.
     *
     * @param session        whose it is.
     * @param onAcknowledged told the time of every first answer to a command.
     */
    SessionHistory(final int session, final LongConsumer onAcknowledged) {
        this.session = session;
        this.onAcknowledged = onAcknowledged;
    }

    /**
     * A command was taken. A number that is given again forgets the command that had it, which then stays without an
     * answer.
     *
     * @param number   given.
     * @param template of the command.
     * @param tag      of a new order, else 0.
     * @param nowNs    the time.
     */
    void submitted(final long number, final int template, final long tag, final long nowNs) {
        if (number > byNumber.size() + 1) {
            throw new IllegalStateException(
                "session " + session + " was given command number " + number + " after " + byNumber.size());
        }
        final CommandEntry entry = new CommandEntry(session, number, template, tag, nowNs);
        commands.add(entry);
        byNumber.put(number, entry);
    }

    /**
     * Marks what is unanswered now as in doubt.
     *
     * @param failover the index of the kill.
     * @return how many were unanswered.
     */
    int markInDoubt(final int failover) {
        int count = 0;
        for (final CommandEntry entry : unanswered()) {
            entry.inDoubt(failover);
            count++;
        }
        return count;
    }

    @Override
    public void onLogonAnswered(final LogonAnswer answer, final long firstUnanswered, final long lastSubmitted) {
        logons++;
        unansweredAtLogons += lastSubmitted + 1 - firstUnanswered;
        unanswered().stream().filter(CommandEntry::wasInDoubt)
            .forEach(entry -> entry.logon(answer.lastCommandNumber()));
    }

    @Override
    public void onResent(final long commandNumber) {
        resent++;
    }

    @Override
    public void onFilled(final long fromEvent, final long toEvent) {
        eventsFilled += toEvent - fromEvent + 1;
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        alreadyDecided++;
        answer(event.commandNumber(), event.decidedSequence(), event.result().value());
        if (byNumber.containsKey(event.commandNumber())) {
            byNumber.get(event.commandNumber()).alreadyDecided();
        }
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        refusals.add("session " + session + " command " + event.commandNumber() + " refused " + event.reason());
    }

    @Override
    protected void onSeen(final int whose, final SeenEvent event) {
        log.add(event);
        if (event.terminal()) {
            answer(event.commandNumber(), event.sequence(), event.reason());
        }
    }

    @Override
    protected void onFill(final int whose, final Fill fill) {
        log.add(fill);
    }

    int session() {
        return session;
    }

    /** Commands that had no answer when a logon was answered, summed over the logons. */
    long unansweredAtLogons() {
        return unansweredAtLogons;
    }

    List<CommandEntry> commands() {
        return commands;
    }

    /**
     * The command that was given a number last.
     *
     * @param number of a command.
     * @return the command, or null if the number was never given.
     */
    CommandEntry command(final long number) {
        return byNumber.get(number);
    }

    int acknowledged() {
        return acknowledged;
    }

    SessionLog log() {
        return log;
    }

    List<String> refusals() {
        return refusals;
    }

    int logons() {
        return logons;
    }

    int alreadyDecided() {
        return alreadyDecided;
    }

    int resent() {
        return resent;
    }

    long eventsFilled() {
        return eventsFilled;
    }

    private List<CommandEntry> unanswered() {
        while (firstOpen < commands.size() && commands.get(firstOpen).isAcknowledged()) {
            firstOpen++;
        }
        return commands.subList(firstOpen, commands.size()).stream().filter(entry -> !entry.isAcknowledged()).toList();
    }

    private void answer(final long number, final long sequence, final int reason) {
        final CommandEntry entry = byNumber.get(number);
        if (entry == null) {
            refusals.add("session " + session + " was answered on command " + number + ", which it never sent");
            return;
        }
        if (!entry.isAcknowledged()) {
            final long nowNs = System.nanoTime();
            entry.answer(sequence, reason, nowNs);
            acknowledged++;
            onAcknowledged.accept(nowNs);
        } else if (entry.sequence() != sequence || entry.result() != reason) {
            refusals.add("session " + session + " command " + number + " has two answers: at sequence "
                + entry.sequence() + " and at " + sequence);
        }
    }
}
