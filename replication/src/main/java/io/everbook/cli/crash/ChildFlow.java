package io.everbook.cli.crash;

import io.everbook.api.Command;
import io.everbook.api.EventListener;
import io.everbook.api.TradingSession;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.EventTap;
import io.everbook.cli.trial.GeneratedFlow;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.embedded.EmbeddedExchange;
import io.everbook.protocol.LogonAcceptedDecoder;

/**
 * One session of the child and its flow, taken up where the journal ends: the command of a number is a function of seed
 * and session. A command that was not taken is submitted again next time.
 */
final class ChildFlow extends EventTap {
    private final GeneratedFlow flow;
    private final Lines lines;
    private final TradingSession session;
    private Command<?> waiting;
    private long logonNumber;

    ChildFlow(final EmbeddedExchange exchange, final long seed, final int session, final Lines lines) {
        flow = new GeneratedFlow(seed, session);
        this.lines = lines;
        this.session = exchange.logon(session, this);
        for (long number = 1; number <= logonNumber; number++) {
            flow.next();
        }
    }

    /**
     * Submits the next command.
     *
     * @return its number, or why it was not taken.
     */
    long submit() {
        if (waiting == null) {
            waiting = flow.next();
        }
        final long number = session.submit(waiting);
        waiting = number > 0 ? null : waiting;
        return number;
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        logonNumber = event.lastCommandNumber();
    }

    @Override
    protected void onSeen(final int owner, final SeenEvent event) {
        if (event.terminal()) {
            lines.say("ACK " + owner + ' ' + event.commandNumber() + ' ' + event.sequence());
        }
    }

    @Override
    protected void onFill(final int owner, final Fill fill) {
        // fills are not acknowledgements
    }

    /** Counts what the operator's session had defined before. */
    static final class Definitions implements EventListener {
        private long count;

        @Override
        public void onLogonAccepted(final LogonAcceptedDecoder event) {
            count = event.lastCommandNumber();
        }

        long count() {
            return count;
        }
    }
}
