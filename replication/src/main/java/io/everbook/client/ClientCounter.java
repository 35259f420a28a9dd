package io.everbook.client;

/**
 * What an {@link ExchangeClient} counts, see {@link ExchangeClient#counter(ClientCounter)}.
 */
public enum ClientCounter {
    /** Connections opened to a leader, the first included. */
    CONNECTS,
    /** Attempts to connect that failed. */
    CONNECT_FAILURES,
    /** Connections given up or lost, each followed by another attempt. */
    RECONNECTS,
    /** Changes of leader within a connection. */
    LEADER_CHANGES,
    /** Logons answered. */
    LOGONS,
    /** Logons sent again because no answer came in time. */
    LOGON_REPEATS,
    /** Logons answered by a lower generation than one already seen, and not used. */
    LOWER_GENERATIONS_REFUSED,
    /** Test requests sent. */
    TEST_REQUESTS,
    /** Commands sent more than once, each time counted. */
    RESENDS,
    /** AlreadyDecided received. */
    REPEATS_ANSWERED,
    /** SEQUENCE_GAP received. */
    SEQUENCE_GAPS,
    /** Numbered events delivered to the listener. */
    EVENTS_DELIVERED,
    /** Numbered events received again and dropped. */
    EVENTS_DUPLICATE,
    /** Holes in the numbered events that were found. */
    HOLES_FOUND,
    /** Holes that were closed. */
    HOLES_FILLED,
    /** Numbered events that came by replay and were delivered. */
    EVENTS_REPLAYED,
    /** Replays asked for. */
    REPLAYS_ASKED,
    /** Replays that timed out or ended incomplete, and were asked elsewhere. */
    REPLAYS_FAILED,
    /** Live events dropped while a hole was open because the space for them was full; they are replayed later. */
    HELD_EVENTS_DROPPED,
    /** Submits not taken because the window was full, the client was not logged on, or the transport took no more. */
    SUBMITS_NOT_TAKEN,
    /** Messages that could not be understood. */
    MESSAGES_UNKNOWN
}
