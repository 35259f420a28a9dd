package io.everbook.publish;

import io.everbook.protocol.FeedChannel;

import java.util.List;

/**
 * The Aeron channels and streams of a publisher; the streams are the same on every channel.
 */
final class Streams {
    /** Requests for packets and snapshots of market data. */
    static final int MARKET_DATA_REQUESTS = 40;

    /** Answers to them, where the asker has an endpoint of its own. */
    static final int ANSWERS = 41;

    /** Requests for drop copies. */
    static final int DROP_COPY_REQUESTS = 50;

    /** Queries of outcomes, orders and trades. */
    static final int OUTCOME_QUERIES = 22;

    /** The longest datagram, so that it fits an Ethernet frame with whatever stands around it. */
    static final int MTU_LENGTH = 1_408;

    private static final int LIVE = 30;
    private static final int IPC_ANSWERS = 1 << 24;

    private static final String LIVE_PARAMETERS = "mtu=" + MTU_LENGTH + "|term-length=16m";

    private Streams() {
    }

    /** Answers over IPC: a stream of the asker's own, apart from all others of the driver. */
    static int ipcAnswers(final long correlationId) {
        return IPC_ANSWERS | (int) correlationId & IPC_ANSWERS - 1;
    }

    /** Live packets of a market data channel. */
    static int live(final FeedChannel channel) {
        return LIVE + channel.value();
    }

    /**
     * Where live packets are sent: over IPC, where one who stops is left behind after a moment, and over UDP, where the
     * fastest who listens sets the pace.
     *
     * @param endpoint to join over UDP; null: IPC alone.
     */
    static List<String> liveChannels(final String endpoint) {
        final String ipc = "aeron:ipc?" + LIVE_PARAMETERS + "|untethered-window-limit-timeout=100ms";
        return endpoint == null ? List.of(ipc)
            : List.of(ipc, "aeron:udp?control=" + endpoint + "|control-mode=dynamic|fc=max|" + LIVE_PARAMETERS);
    }

    /**
     * Where requests are taken.
     *
     * @param endpoint over UDP; null: IPC alone.
     */
    static List<String> requestChannels(final String endpoint) {
        return endpoint == null ? List.of("aeron:ipc") : List.of("aeron:ipc", "aeron:udp?endpoint=" + endpoint);
    }
}
