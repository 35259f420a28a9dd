package io.everbook.engine;

import io.everbook.engine.book.Instruments;
import io.everbook.engine.book.OrderId;
import io.everbook.engine.book.OrderSlab;
import io.everbook.engine.book.Orders;
import io.everbook.engine.session.Connections;
import io.everbook.engine.session.Participants;
import io.everbook.engine.session.Session;
import io.everbook.engine.session.Sessions;
import io.everbook.engine.session.SiteVersions;

/**
 * Everything that the engine's next answer depends on, and nothing else.
 */
class EngineState {
    static final int FIRST_LOGIC_VERSION = 1;

    private final EngineConfig config;
    private final int maxLogicVersion;
    private final Participants participants;
    private final Sessions sessions;
    private final Connections connections;
    private final Orders orders;
    private final Instruments instruments;
    private final SiteVersions siteVersions = new SiteVersions();
    private int logicVersion = FIRST_LOGIC_VERSION;
    private long sequence;
    private long timeNs;
    private long epoch;
    private long nextExecutionId = 1;

    EngineState(final EngineConfig config, final int maxGeneration) {
        this(config, maxGeneration, MatchingEngine.LOGIC_VERSION);
    }

    /** The binary's newest logic version is no part of the state: it only bounds where the log may lead. */
    EngineState(final EngineConfig config, final int maxGeneration, final int maxLogicVersion) {
        this.config = config;
        this.maxLogicVersion = maxLogicVersion;
        participants = new Participants(config.maxParticipants());
        sessions = new Sessions(config.maxSessions());
        connections = new Connections(config.maxConnections());
        orders = new Orders(config.maxOrders(), maxGeneration);
        instruments = new Instruments(config.maxInstruments(), orders.slab());
    }

    EngineState withGenesis() {
        participants.add(Genesis.OPERATOR_PARTICIPANT);
        sessions.add(
            Genesis.OPERATOR_SESSION,
            Genesis.OPERATOR_PARTICIPANT,
            Role.RISK | Role.MARKET_OPS | Role.SYSTEM,
            Genesis.OPERATOR_WINDOW);
        return this;
    }

    EngineConfig config() {
        return config;
    }

    Participants participants() {
        return participants;
    }

    Sessions sessions() {
        return sessions;
    }

    Connections connections() {
        return connections;
    }

    Orders orders() {
        return orders;
    }

    OrderSlab slab() {
        return orders.slab();
    }

    Instruments instruments() {
        return instruments;
    }

    SiteVersions siteVersions() {
        return siteVersions;
    }

    int maxLogicVersion() {
        return maxLogicVersion;
    }

    /** By which the rules that differ between versions are chosen. */
    int logicVersion() {
        return logicVersion;
    }

    void logicVersion(final int version) {
        logicVersion = version;
    }

    Session ownerOf(final int order) {
        return sessions.at(orders.slab().session(order));
    }

    long orderId(final int order) {
        return OrderId.of(config.partition(), order, orders.slab().generation(order));
    }

    /** The live order of an exchange order id, or {@link OrderSlab#NONE}. */
    int findOrder(final long orderId) {
        final int order = OrderId.slot(orderId);
        final boolean found = OrderId.partition(orderId) == config.partition()
            && orders.slab().isLive(order, OrderId.generation(orderId));
        return found ? order : OrderSlab.NONE;
    }

    long sequence() {
        return sequence;
    }

    long timeNs() {
        return timeNs;
    }

    long epoch() {
        return epoch;
    }

    long nextExecutionId() {
        return nextExecutionId;
    }

    final void advance(final long sequence, final long timeNs) {
        this.sequence = sequence;
        this.timeNs = nextTime(this.timeNs, timeNs);
    }

    /** Engine time never goes back, whatever the log says. */
    long nextTime(final long before, final long given) {
        return Math.max(before, given);
    }

    /** Epochs never decrease: an older one is ignored. */
    void raiseEpoch(final long epoch) {
        this.epoch = Math.max(this.epoch, epoch);
    }

    long takeExecutionId() {
        return nextExecutionId++;
    }

    void restore(final long sequence, final long timeNs, final long epoch, final long nextExecutionId) {
        this.sequence = sequence;
        this.timeNs = timeNs;
        this.epoch = epoch;
        this.nextExecutionId = nextExecutionId;
    }
}
