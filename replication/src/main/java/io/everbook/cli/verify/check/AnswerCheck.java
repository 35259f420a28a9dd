package io.everbook.cli.verify.check;

import io.everbook.cli.verify.check.SessionModel.Decision;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Holds every submission against the decisions: acknowledged and there, given up and absent, in the order of real time.
 */
final class AnswerCheck {
    private final HistoryFacts history;
    private final DecisionCheck decisions;
    private final Tally tally;
    private long lost;
    private long unresolved;

    AnswerCheck(final HistoryFacts history, final DecisionCheck decisions, final Tally tally) {
        this.history = history;
        this.decisions = decisions;
        this.tally = tally;
    }

    void check() {
        history.submissions().forEach(this::check);
        checkRealTime();
    }

    long lost() {
        return lost;
    }

    long unresolved() {
        return unresolved;
    }

    private void check(final Submission submission) {
        final SessionModel model = decisions.model(submission.session);
        final Decision decision = model == null ? null : model.decision(submission.number);
        if (submission.answered) {
            checkThere(submission, decision);
        } else if (submission.neverSequenced) {
            tally.check(Invariant.I7, decision == null || decision.digest() != submission.digest
                || isOfAnother(submission), () -> submission + " was never to be sequenced, and is at sequence "
                + decision.sequence());
        } else {
            unresolved++;
        }
    }

    private void checkThere(final Submission submission, final Decision decision) {
        final boolean there = decision != null && decision.sequence() == submission.sequence
            && decision.result() == submission.result && decision.digest() == submission.digest;
        lost += there ? 0 : 1;
        tally.check(Invariant.I1, there, () -> submission + ", acknowledged " + submission.result + " at sequence "
            + submission.sequence + ", has in the journal " + decision);
        tally.check(Invariant.I10, there, () -> submission + " was acknowledged and is lost");
        if (submission.resent) {
            tally.check(Invariant.I7, there, () -> submission + " was in doubt, and is not what its answer says");
        }
    }

    /** The same command may have been submitted under the number by two clients: then one of them is decided. */
    private boolean isOfAnother(final Submission submission) {
        return history.session(submission.session).submissions().stream().anyMatch(other -> other != submission
            && other.number == submission.number && other.digest == submission.digest && other.answered);
    }

    private void checkRealTime() {
        final Submission[] bySent = history.submissions().filter(each -> each.answered).toArray(Submission[]::new);
        final Submission[] byAnswer = bySent.clone();
        Arrays.sort(bySent, Comparator.comparingLong(each -> each.sentNs));
        Arrays.sort(byAnswer, Comparator.comparingLong(each -> each.answeredNs));
        long newest = 0;
        int answers = 0;
        for (final Submission sent : bySent) {
            while (answers < byAnswer.length && byAnswer[answers].answeredNs < sent.sentNs) {
                newest = Math.max(newest, byAnswer[answers++].sequence);
            }
            final long before = newest;
            tally.check(Invariant.I9, sent.sequence > before, () -> sent + " is at sequence " + sent.sequence
                + ", though it was sent after the one at " + before + " had been acknowledged");
        }
    }
}
