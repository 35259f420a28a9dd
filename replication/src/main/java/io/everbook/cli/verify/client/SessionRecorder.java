package io.everbook.cli.verify.client;

import io.everbook.cli.verify.history.EntryKind;
import io.everbook.cli.verify.history.HistoryWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Keeps what one session's clients do and are told, and which commands are open: submitted, and neither answered nor
 * known as never sequenced. Used by the clients' thread alone.
 */
final class SessionRecorder {
    private final int session;
    private final HistoryWriter history;
    private final LongConsumer onAnswer;
    private final Map<Integer, TreeMap<Long, Long>> openOfClient = new HashMap<>();
    private int clients;
    private int owner;
    private long lastAtLogon;
    private long lastAnswered;
    private long submitted;
    private long answered;
    private long neverSequenced;
    private long rejected;
    private long nextEvent = 1;

    SessionRecorder(final int session, final HistoryWriter history, final LongConsumer onAnswer) {
        this.session = session;
        this.history = history;
        this.onAnswer = onAnswer;
    }

    int session() {
        return session;
    }

    int opened(final boolean missesNothing) {
        clients++;
        history.write(EntryKind.OPENED, session, clients, System.nanoTime(), missesNothing ? 1 : 0, nextEvent);
        return clients;
    }

    void closed(final int client, final String state) {
        history.write(EntryKind.CLOSED, session, client, System.nanoTime(), "DIVERGED".equals(state) ? 1 : 0);
    }

    /**
     * A client took a command. It is in doubt from now on, unless it can't be sequenced: its number was answered
     * already, to another client of the session that logged on again unheard; or another client has logged on.
     */
    void submitted(final int client, final long nowNs, final long number, final long digest, final int template,
        final long tag) {
        submitted++;
        if (number <= lastAnswered || client != owner && owner != 0 && number > lastAtLogon) {
            neverSequenced++;
        } else {
            openOfClient.computeIfAbsent(client, id -> new TreeMap<>()).put(number, nowNs);
        }
        history.write(EntryKind.SUBMITTED, session, client, nowNs, number, digest, template, tag);
    }

    void probed(final int client, final long nowNs, final long number, final long digest, final int template) {
        history.write(EntryKind.PROBED, session, client, nowNs, number, digest, template);
    }

    void resent(final int client, final long number) {
        history.write(EntryKind.RESENT, session, client, System.nanoTime(), number);
    }

    void event(final int client, final long number, final long sequence, final int template, final long commandNumber,
        final long hash, final int answer) {
        final long nowNs = System.nanoTime();
        nextEvent = Math.max(nextEvent, number + 1);
        history.write(EntryKind.EVENT, session, client, nowNs, number, sequence, template, commandNumber, hash, answer);
        if (answer >= 0) {
            answered(commandNumber, answer, nowNs);
        }
    }

    void signal(final int client, final int template, final long sequence, final long hash, final long commandNumber,
        final long decided, final int result) {
        history.write(EntryKind.SIGNAL, session, client, System.nanoTime(), template, sequence, hash, commandNumber,
            decided, result);
    }

    /**
     * A command has its answer.
     *
     * @param number of the command.
     * @param result 0 if accepted.
     * @param nowNs  the time.
     */
    void answered(final long number, final int result, final long nowNs) {
        lastAnswered = Math.max(lastAnswered, number);
        if (openOfClient.values().stream().anyMatch(open -> open.remove(number) != null)) {
            answered++;
            rejected += result == 0 ? 0 : 1;
            onAnswer.accept(nowNs);
        }
    }

    /**
     * A client logged on and was told up to where commands are decided: what other clients submitted above is not in
     * the log, and never will be unless they log on again.
     *
     * @param client            that logged on.
     * @param lastCommandNumber the newest decided.
     */
    void loggedOn(final int client, final long lastCommandNumber) {
        owner = client;
        lastAtLogon = lastCommandNumber;
        openOfClient.forEach((id, open) -> {
            if (id != client) {
                final SortedMap<Long, Long> above = open.tailMap(lastCommandNumber, false);
                neverSequenced += above.size();
                above.clear();
            }
        });
    }

    /**
     * The lowest open command.
     *
     * @param otherwise if none is open.
     * @return its number.
     */
    long firstOpen(final long otherwise) {
        return openOfClient.values().stream().filter(open -> !open.isEmpty()).mapToLong(TreeMap::firstKey)
            .min().orElse(otherwise);
    }

    int open() {
        return openOfClient.values().stream().mapToInt(TreeMap::size).sum();
    }

    /**
     * Open commands sent before a time.
     *
     * @param timeNs of {@link System#nanoTime()}.
     * @return the count.
     */
    long openSince(final long timeNs) {
        return openOfClient.values().stream().flatMap(open -> open.values().stream())
            .filter(sentNs -> sentNs - timeNs < 0).count();
    }

    long nextEvent() {
        return nextEvent;
    }

    long submitted() {
        return submitted;
    }

    long answered() {
        return answered;
    }

    long rejected() {
        return rejected;
    }

    long neverSequenced() {
        return neverSequenced;
    }
}
