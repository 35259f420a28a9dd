package io.everbook.api;

import io.everbook.protocol.AlreadyDecidedDecoder;
import io.everbook.protocol.CommandRefusedDecoder;
import io.everbook.protocol.CommandRejectedDecoder;
import io.everbook.protocol.InstrumentDefinedDecoder;
import io.everbook.protocol.InstrumentStateChangedDecoder;
import io.everbook.protocol.LogicVersionChangedDecoder;
import io.everbook.protocol.LogonAcceptedDecoder;
import io.everbook.protocol.MassCancelledDecoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderAmendedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import io.everbook.protocol.OrderExecutedDecoder;
import io.everbook.protocol.OrderExpiredDecoder;
import io.everbook.protocol.ParticipantDefinedDecoder;
import io.everbook.protocol.SessionDefinedDecoder;
import io.everbook.protocol.TestResponseDecoder;

/**
 * Receives events, one method a template; each does nothing unless overridden.
 *
 * <p>Called on the thread that polls or submits. The decoder is reused and valid only during the call. Every decoder's
 * {@code header()} carries sequence, engine time, execution id, session, event number and the terminal flag.
 */
public interface EventListener {
    /**
     * The session is logged on, for the first time or again after a failover.
     *
     * @param event valid during the call.
     */
    default void onLogonAccepted(final LogonAcceptedDecoder event) {
    }

    /**
     * The answer to a test request.
     *
     * @param event valid during the call.
     */
    default void onTestResponse(final TestResponseDecoder event) {
    }

    /**
     * A command was refused without being decided, for a reason that sending again does not heal.
     *
     * @param event valid during the call.
     */
    default void onCommandRefused(final CommandRefusedDecoder event) {
    }

    /**
     * A repeated command had been decided before; this is its first result again.
     *
     * @param event valid during the call.
     */
    default void onAlreadyDecided(final AlreadyDecidedDecoder event) {
    }

    /**
     * The terminal response of a command that was rejected, with its reason.
     *
     * @param event valid during the call.
     */
    default void onCommandRejected(final CommandRejectedDecoder event) {
    }

    /**
     * The terminal response of a new order that was accepted.
     *
     * @param event valid during the call.
     */
    default void onOrderAccepted(final OrderAcceptedDecoder event) {
    }

    /**
     * An order of the session traded; each side of a trade gets one.
     *
     * @param event valid during the call.
     */
    default void onOrderExecuted(final OrderExecutedDecoder event) {
    }

    /**
     * An order of the session ended by a cancel: the terminal response, if a command of the session did it.
     *
     * @param event valid during the call.
     */
    default void onOrderCancelled(final OrderCancelledDecoder event) {
    }

    /**
     * The rest of an order of the session ended by its own terms.
     *
     * @param event valid during the call.
     */
    default void onOrderExpired(final OrderExpiredDecoder event) {
    }

    /**
     * The terminal response of an amend; fills may follow.
     *
     * @param event valid during the call.
     */
    default void onOrderAmended(final OrderAmendedDecoder event) {
    }

    /**
     * The terminal response of a mass cancel, after the events of the orders it ended.
     *
     * @param event valid during the call.
     */
    default void onMassCancelled(final MassCancelledDecoder event) {
    }

    /**
     * The terminal response of a participant defined.
     *
     * @param event valid during the call.
     */
    default void onParticipantDefined(final ParticipantDefinedDecoder event) {
    }

    /**
     * The terminal response of a session defined.
     *
     * @param event valid during the call.
     */
    default void onSessionDefined(final SessionDefinedDecoder event) {
    }

    /**
     * The terminal response of an instrument defined.
     *
     * @param event valid during the call.
     */
    default void onInstrumentDefined(final InstrumentDefinedDecoder event) {
    }

    /**
     * The terminal response of a change of state.
     *
     * @param event valid during the call.
     */
    default void onInstrumentStateChanged(final InstrumentStateChangedDecoder event) {
    }

    /**
     * The terminal response of a change of the logic version.
     *
     * @param event valid during the call.
     */
    default void onLogicVersionChanged(final LogicVersionChangedDecoder event) {
    }
}
