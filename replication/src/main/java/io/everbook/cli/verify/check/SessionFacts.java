package io.everbook.cli.verify.check;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;

/**
 * What one session's clients did and were told, as their history has it.
 */
final class SessionFacts {
    private final Long2ObjectHashMap<Submission> newest = new Long2ObjectHashMap<>();
    private final List<Submission> submissions = new ArrayList<>();
    private final LongHashSet probes = new LongHashSet();
    private final Int2ObjectHashMap<ClientFacts> clients = new Int2ObjectHashMap<>();
    private final LongArrayList seenHashes = new LongArrayList();
    private final int session;
    private final Tally tally;
    private boolean missesNothing;
    private int owner;
    private long lastAtLogon;

    private static final class ClientFacts {
        private final boolean missesNothing;
        private long nextEvent;

        private ClientFacts(final boolean missesNothing, final long nextEvent) {
            this.missesNothing = missesNothing;
            this.nextEvent = nextEvent;
        }
    }

    SessionFacts(final int session, final Tally tally) {
        this.session = session;
        this.tally = tally;
    }

    int session() {
        return session;
    }

    List<Submission> submissions() {
        return submissions;
    }

    /**
     * Whether its clients promise to miss no event.
     */
    boolean missesNothing() {
        return missesNothing;
    }

    /**
     * How far the events go that were seen.
     */
    long lastSeen() {
        return seenHashes.size();
    }

    /**
     * The hash of an event as it was seen, 0 if it wasn't.
     */
    long seenHash(final long eventNumber) {
        return eventNumber < 1 || eventNumber > seenHashes.size() ? 0 : seenHashes.getLong((int) eventNumber - 1);
    }

    /**
     * Whether a client sent this command under this number.
     */
    boolean sent(final long number, final long digest) {
        final Submission submission = newest.get(number);
        return submission != null && submission.isOrWas(digest) || probes.contains(digest * 31 + number);
    }

    void opened(final int client, final boolean exact, final long firstEvent) {
        missesNothing |= exact;
        clients.put(client, new ClientFacts(exact, firstEvent));
    }

    void submitted(
        final int client, final long number, final long digest, final long tag, final long timeNs) {
        final Submission before = newest.get(number);
        if (missesNothing && before != null && before.client == client && !before.answered && !before.neverSequenced) {
            tally.violated(Invariant.I7, before + " was given up without an outcome, and its number used anew");
        }
        final Submission submission = new Submission(session, number, client, digest, tag, timeNs, before);
        submission.neverSequenced = missesNothing
            && (isTaken(before, client) || owner != 0 && client != owner && number > lastAtLogon);
        newest.put(number, submission);
        submissions.add(submission);
    }

    /** Whether a number was decided for another client, which logged on again in between, unheard by this one. */
    private static boolean isTaken(final Submission before, final int client) {
        return before != null && before.client != client && before.answered;
    }

    void probed(final long number, final long digest) {
        probes.add(digest * 31 + number);
    }

    void resent(final long number) {
        final Submission submission = newest.get(number);
        if (submission != null) {
            submission.resent = true;
        }
    }

    /**
     * An event came. A client that fills what is missing is given each once and in order. A bare connection hears the
     * leaders that it had one beside the other, and of a former one, behind a slow link, what is left after the new
     * one's first words: it is held to the same bytes for the same number alone.
     */
    void event(final int client, final long number, final long hash) {
        final ClientFacts facts = clients.get(client);
        if (facts.missesNothing && number != facts.nextEvent) {
            tally.violated(Invariant.I23, "session " + session + " client " + client + " was given event " + number
                + " where " + facts.nextEvent + " was due");
        }
        facts.nextEvent = number + 1;
        note(number, hash);
    }

    private void note(final long number, final long hash) {
        while (seenHashes.size() < number) {
            seenHashes.addLong(0);
        }
        final long before = seenHashes.getLong((int) number - 1);
        if (before != 0 && before != hash) {
            tally.violated(Invariant.I23, "session " + session + " saw event " + number + " in two versions");
        }
        seenHashes.setLong((int) number - 1, hash);
    }

    /**
     * An answer came: a terminal response, or word of an earlier decision.
     */
    void answered(
        final int client, final long number, final long sequence, final int result, final long timeNs) {
        final Submission submission = inEarnest(client, number);
        if (submission == null) {
            tally.violated(Invariant.I3, "session " + session + " was answered on command " + number
                + ", which it never sent");
        } else if (!submission.answered) {
            submission.answered = true;
            submission.answeredNs = timeNs;
            submission.sequence = sequence;
            submission.result = result;
            othersNeverSequenced(number);
        } else if (submission.sequence != sequence || submission.result != result) {
            tally.violated(Invariant.I8, submission + " has two answers: " + submission.result + " at sequence "
                + submission.sequence + ", and " + result + " at " + sequence);
        }
    }

    /** One command is decided under a number: what else was submitted under it never will be. */
    private void othersNeverSequenced(final long number) {
        for (Submission other = newest.get(number); other != null; other = other.earlier) {
            other.neverSequenced |= missesNothing && !other.answered;
        }
    }

    /**
     * The submission that a client's answer is for: its own under that number, or else the newest that may be decided;
     * any, if none may.
     */
    private Submission inEarnest(final int client, final long number) {
        Submission submission = newest.get(number);
        final Submission own = submission == null ? null : submission.of(client);
        while (submission != null && submission.neverSequenced && submission.earlier != null) {
            submission = submission.earlier;
        }
        return own == null ? submission : own;
    }

    /**
     * A client logged on and was told up to where commands are decided: its own above are sent again, those of others
     * never will be sequenced unless they log on again.
     */
    void loggedOn(final int client, final long lastCommandNumber) {
        owner = client;
        lastAtLogon = lastCommandNumber;
        for (int i = submissions.size() - 1; i >= 0 && submissions.get(i).number > lastCommandNumber; i--) {
            final Submission submission = submissions.get(i);
            submission.neverSequenced = missesNothing && submission.client != client && !submission.answered;
        }
    }
}
