package io.everbook.cli.verify.client;

import io.everbook.api.Xxh64;
import io.everbook.cli.trial.EventTap;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.client.ClientObserver;
import io.everbook.client.ClientState;
import io.everbook.client.LogonAnswer;
import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.EventHeaderDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.TestResponseDecoder;

/**
 * Puts on record what one client of a session hears.
 */
class ClientTape extends EventTap implements ClientObserver {
    private static final int NO_ANSWER = -1;
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final SessionRecorder recorder;
    private final int client;
    private ClientState state = ClientState.CONNECTING;
    private String lastState = "";

    ClientTape(final SessionRecorder recorder, final boolean missesNothing) {
        this.recorder = recorder;
        this.client = recorder.opened(missesNothing);
    }

    final int client() {
        return client;
    }

    final SessionRecorder recorder() {
        return recorder;
    }

    final boolean isLoggedOn() {
        return state == ClientState.LOGGED_ON;
    }

    final boolean isOver() {
        return state.isFinal();
    }

    final String lastState() {
        return lastState;
    }

    @Override
    public void onState(final ClientState from, final ClientState to, final String reason) {
        state = to;
        if (to != ClientState.CLOSED) {
            lastState = to.name();
        }
    }

    @Override
    public void onLogonAnswered(final LogonAnswer answer, final long firstUnanswered, final long lastSubmitted) {
        recorder.loggedOn(client, answer.lastCommandNumber());
    }

    @Override
    public void onResent(final long commandNumber) {
        recorder.resent(client, commandNumber);
    }

    @Override
    protected void onSeen(final int session, final SeenEvent event) {
        recorder.event(client, event.eventNumber(), event.sequence(), event.template(), event.commandNumber(),
            event.hash(), event.terminal() ? event.reason() : NO_ANSWER);
    }

    @Override
    protected void onFill(final int session, final Fill fill) {
        // Its event is on record.
    }

    @Override
    public void onLogonAccepted(final LogonAcceptedDecoder event) {
        signal(event.header(), LogonAcceptedDecoder.TEMPLATE_ID, event.lastCommandNumber(), 0, 0);
    }

    @Override
    public void onTestResponse(final TestResponseDecoder event) {
        signal(event.header(), TestResponseDecoder.TEMPLATE_ID, event.lastCommandNumber(), 0, 0);
    }

    @Override
    public void onCommandRefused(final CommandRefusedDecoder event) {
        signal(event.header(), CommandRefusedDecoder.TEMPLATE_ID, event.commandNumber(), 0, event.reason().value());
    }

    @Override
    public void onAlreadyDecided(final AlreadyDecidedDecoder event) {
        signal(event.header(), AlreadyDecidedDecoder.TEMPLATE_ID, event.commandNumber(), event.decidedSequence(),
            event.result().value());
        recorder.answered(event.commandNumber(), event.result().value(), System.nanoTime());
    }

    private void signal(final EventHeaderDecoder header, final int template, final long commandNumber,
        final long decided, final int result) {
        final int start = header.offset() - MessageHeaderDecoder.ENCODED_LENGTH;
        message.wrap(header.buffer(), start);
        final int length = MessageHeaderDecoder.ENCODED_LENGTH + message.blockLength();
        recorder.signal(client, template, header.sequence(), Xxh64.hash(header.buffer(), start, length, 0),
            commandNumber, decided, result);
    }
}
