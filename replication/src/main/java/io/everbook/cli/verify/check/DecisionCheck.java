package io.everbook.cli.verify.check;

import io.everbook.cli.trial.SeenEvent;
import io.everbook.cli.verify.check.SessionModel.Decision;
import io.everbook.engine.Genesis;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.ConnectionOpenedDecoder;
import io.everbook.protocol.LeaderMoveDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SiteReportDecoder;
import io.everbook.protocol.TermStartedDecoder;
import io.everbook.protocol.TestRequestDecoder;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * Follows every session through the records by the protocol's rules: what is decided, what is a repeat, what must be
 * refused; and whether some client sent it.
 */
final class DecisionCheck {
    private static final Set<Integer> FROM_LOG = Set.of(
        ConnectionOpenedDecoder.TEMPLATE_ID, ConnectionClosedDecoder.TEMPLATE_ID, TermStartedDecoder.TEMPLATE_ID);
    private static final Set<Integer> FROM_SITES = Set.of(SiteReportDecoder.TEMPLATE_ID, LeaderMoveDecoder.TEMPLATE_ID);
    private static final long UNSEEN = 0;
    private final Int2ObjectHashMap<SessionModel> models = new Int2ObjectHashMap<>();
    private final Long2LongHashMap sequenceOfTag = new Long2LongHashMap(UNSEEN);
    private final ConnectionClosedDecoder closed = new ConnectionClosedDecoder();
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final HistoryFacts history;
    private final Tally tally;

    DecisionCheck(final HistoryFacts history, final Tally tally) {
        this.history = history;
        this.tally = tally;
        models.put(Genesis.OPERATOR_SESSION, new SessionModel(Genesis.OPERATOR_WINDOW));
    }

    SessionModel model(final int session) {
        return models.get(session);
    }

    void accept(final ParsedRecord record) {
        if (record.view().connection() == 0) {
            acceptFromLog(record);
        } else if (FROM_SITES.contains(record.template())) {
            tally.check(Invariant.I3, record.view().eventCount() == 0,
                () -> at(record) + "a site's own word, template " + record.template() + ", has events");
        } else {
            acceptFromClient(record);
        }
    }

    private void acceptFromLog(final ParsedRecord record) {
        tally.check(Invariant.I3, FROM_LOG.contains(record.template()) && record.view().eventCount() == 0,
            () -> at(record) + "the log itself sent template " + record.template());
        if (record.template() == ConnectionClosedDecoder.TEMPLATE_ID) {
            closed.wrapAndApplyHeader(record.view().buffer(), record.view().commandOffset(), message);
            final long connection = closed.connection();
            models.values().stream().filter(model -> model.isBoundTo(connection)).forEach(model -> model.bind(0));
        }
    }

    private void acceptFromClient(final ParsedRecord record) {
        final SessionFacts facts = history.session(record.session());
        final SessionModel model = models.get(record.session());
        tally.check(Invariant.I3, record.view().connection() > 0,
            () -> at(record) + "came over no connection of a client: " + record.view().connection());
        if (facts == null || model == null) {
            tally.check(Invariant.I3, record.events().isEmpty() && facts != null,
                () -> at(record) + "session " + record.session() + " is no client's");
        } else if (record.template() == LogonDecoder.TEMPLATE_ID) {
            acceptLogon(record, model);
        } else if (record.template() == TestRequestDecoder.TEMPLATE_ID) {
            checkLastNumber(record, model);
        } else {
            acceptCounted(record, facts, model);
        }
    }

    private void acceptLogon(final ParsedRecord record, final SessionModel model) {
        if (isSignal(record, LogonAcceptedDecoder.TEMPLATE_ID)) {
            model.bind(record.view().connection());
        }
        checkLastNumber(record, model);
    }

    /** What a session is told of its position is what it was left at, whoever leads by now. */
    private void checkLastNumber(final ParsedRecord record, final SessionModel model) {
        record.signals().stream().filter(signal -> signal.template() != CommandRefusedDecoder.TEMPLATE_ID)
            .forEach(signal -> tally.check(Invariant.I5, signal.number() == model.lastDecided(),
                () -> at(record) + "session " + record.session() + " is told command " + signal.number()
                    + " for its last, which is " + model.lastDecided()));
        checkNothingDecided(record);
    }

    private void acceptCounted(final ParsedRecord record, final SessionFacts facts, final SessionModel model) {
        tally.check(Invariant.I3, facts.sent(record.number(), record.digest()),
            () -> at(record) + "no client sent session " + record.session() + " command " + record.number());
        final boolean bound = model.isBoundTo(record.view().connection());
        if (!record.events().isEmpty()) {
            acceptDecided(record, model, bound);
        } else if (bound && record.number() >= 1 && record.number() <= model.lastDecided()) {
            checkRepeat(record, model);
        } else {
            checkRefused(record, model, bound);
        }
    }

    private void acceptDecided(final ParsedRecord record, final SessionModel model, final boolean bound) {
        final SeenEvent terminal = record.terminal();
        tally.check(Invariant.I21, record.terminals() == 1 && record.signals().isEmpty()
            && terminal.commandNumber() == record.number(),
            () -> at(record) + "command " + record.number() + " has " + record.terminals() + " terminal responses");
        tally.check(Invariant.I6, bound, () -> at(record) + "session " + record.session() + " command "
            + record.number() + " was taken from a connection that another logon had fenced");
        if (record.number() != model.lastDecided() + 1) {
            tally.violated(Invariant.I1, at(record) + "session " + record.session() + " command " + record.number()
                + " was decided after " + model.lastDecided());
        }
        checkTag(record);
        if (terminal != null) {
            model.decided(record.number(), new Decision(record.sequence(), terminal.reason(), record.digest()));
        }
        if (record.windowDefined() != 0) {
            definedSession(record);
        }
    }

    private void definedSession(final ParsedRecord record) {
        final var body = new io.everbook.protocol.DefineSessionDecoder()
            .wrapAndApplyHeader(record.view().buffer(), record.view().commandOffset(), message);
        models.put(body.newSession(), new SessionModel(record.windowDefined()));
    }

    private void checkTag(final ParsedRecord record) {
        if (record.template() == NewOrderDecoder.TEMPLATE_ID) {
            record.events().stream().map(told -> told.event().tag()).filter(tag -> tag != 0).forEach(tag -> {
                final long before = sequenceOfTag.put(tag.longValue(), record.sequence());
                if (before != UNSEEN) {
                    tally.violated(Invariant.I1, at(record) + "client order " + Long.toHexString(tag)
                        + " was decided at sequence " + before + " already");
                }
            });
        }
    }

    private void checkRepeat(final ParsedRecord record, final SessionModel model) {
        final Decision first = model.decision(record.number());
        final boolean right;
        if (first == null) {
            right = false;
        } else if (!model.isWithinWindow(record.number())) {
            right = isRefused(record, Reason.DECIDED_QUERY);
        } else if (first.digest() != record.digest()) {
            right = isRefused(record, Reason.SEQUENCE_REUSED);
        } else {
            right = isSignal(record, AlreadyDecidedDecoder.TEMPLATE_ID)
                && record.signals().get(0).decided() == first.sequence()
                && record.signals().get(0).reason().value() == first.result();
        }
        tally.check(Invariant.I8, right, () -> at(record) + "session " + record.session() + " command "
            + record.number() + ", first decided as " + first + ", was answered " + record.signals());
    }

    private void checkRefused(final ParsedRecord record, final SessionModel model, final boolean bound) {
        final boolean right = bound
            ? isRefused(record, Reason.SEQUENCE_GAP) && record.number() > model.lastDecided() + 1
            && record.signals().get(0).expected() == model.lastDecided() + 1
            : isRefused(record, Reason.NOT_LOGGED_ON);
        tally.check(Invariant.I7, right, () -> at(record) + "session " + record.session() + " command "
            + record.number() + ", with " + model.lastDecided() + " decided, " + (bound ? "" : "not ")
            + "logged on, was answered " + record.signals());
    }

    private void checkNothingDecided(final ParsedRecord record) {
        tally.check(Invariant.I21, record.events().isEmpty(),
            () -> at(record) + "template " + record.template() + " caused events");
    }

    private static boolean isRefused(final ParsedRecord record, final Reason reason) {
        return isSignal(record, CommandRefusedDecoder.TEMPLATE_ID) && record.signals().get(0).reason() == reason;
    }

    private static boolean isSignal(final ParsedRecord record, final int template) {
        final List<ParsedRecord.Signal> signals = record.signals();
        return signals.size() == 1 && signals.get(0).template() == template;
    }

    private static String at(final ParsedRecord record) {
        return "sequence " + record.sequence() + ": ";
    }
}
