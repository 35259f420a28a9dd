package io.everbook.cli.journal;

import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.ChangeInstrumentState;
import io.everbook.api.ChangeLogicVersion;
import io.everbook.api.Command;
import io.everbook.api.DefineInstrument;
import io.everbook.api.DefineParticipant;
import io.everbook.api.DefineSession;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.embedded.CommandPipeline;
import io.everbook.embedded.SnapshotFile;
import io.everbook.embedded.StopPoints;
import io.everbook.engine.EngineConfig;
import io.everbook.engine.Genesis;
import io.everbook.engine.MatchingEngine;
import io.everbook.journal.JournalConfig;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.RecordLayout;
import io.everbook.protocol.CloseReason;
import io.everbook.protocol.CommandHeaderEncoder;
import io.everbook.protocol.ConnectionClosedEncoder;
import io.everbook.protocol.ConnectionOpenedEncoder;
import io.everbook.protocol.InstrumentState;
import io.everbook.protocol.LeaderMoveEncoder;
import io.everbook.protocol.LogicVersionChangedEncoder;
import io.everbook.protocol.LogonEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.RecordHeaderEncoder;
import io.everbook.protocol.Side;
import io.everbook.protocol.SiteReportEncoder;
import io.everbook.protocol.TermStartedEncoder;
import io.everbook.protocol.TestRequestEncoder;
import io.everbook.protocol.TimeInForce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An exchange's directory whose journal holds every command that there is, in a day of two traders.
 */
final class EveryMessage implements AutoCloseable {
    static final int BUYER = 11;
    static final int SELLER = 12;
    static final int INSTRUMENT = 7;
    static final long START_NS = 1_772_357_400_000_000_000L;
    static final long STEP_NS = 1_000_000;

    private static final int OPERATOR_CONNECTION = 1;
    private static final int TRADERS_CONNECTION = 2;
    private static final int TRADERS = 2;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(2048));
    private final MessageHeaderEncoder message = new MessageHeaderEncoder();
    private final EngineConfig config = EngineConfig.builder().maxOrders(1 << 10).maxSessions(64).conclude();
    private final MatchingEngine engine = new MatchingEngine(config);
    private final Path directory;
    private final JournalWriter writer;
    private final CommandPipeline pipeline;
    private long operatorNumber;
    private final long[] numbers = new long[SELLER + 1];

    EveryMessage(final Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("engine.config"), config.canonical());
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
        writer = JournalWriter.open(
            JournalConfig.builder().directory(directory.resolve("journal")).blockSize(1 << 20).conclude());
        pipeline = new CommandPipeline(engine, 0, writer, StopPoints.NONE);
    }

    /** The whole day; the journal's directory. */
    static Path write(final Path directory) {
        try (EveryMessage day = new EveryMessage(directory)) {
            day.play();
        }
        return directory.resolve("journal");
    }

    /** The same, with one more record, of what no engine of today puts into one: it can't be computed anew. */
    static Path writeWithForeignEvent(final Path directory) {
        try (EveryMessage day = new EveryMessage(directory)) {
            day.play();
            day.appendForeignEvent();
        }
        return directory.resolve("journal");
    }

    private void play() {
        define();
        trade();
        refuse();
        closeConnection();
    }

    MatchingEngine engine() {
        return engine;
    }

    void define() {
        log(new TermStartedEncoder().wrapAndApplyHeader(buffer, 0, message).epoch(3).leader(1).header(),
            TermStartedEncoder.BLOCK_LENGTH);
        open(OPERATOR_CONNECTION, Genesis.OPERATOR_PARTICIPANT);
        logon(OPERATOR_CONNECTION, Genesis.OPERATOR_SESSION);
        operator(new DefineParticipant().participant(TRADERS));
        operator(new DefineSession().newSession(BUYER).participant(TRADERS).window(8).trader(true));
        operator(new DefineSession().newSession(SELLER).participant(TRADERS).window(8).trader(true));
        operator(new DefineInstrument().instrument(INSTRUMENT).tickSize(5).lotSize(10)
            .priceRange(5, 10_000).quantityRange(10, 1_000));
        operator(new DefineInstrument().instrument(INSTRUMENT));
        operator(new ChangeInstrumentState().instrument(INSTRUMENT).state(InstrumentState.HALTED));
        operator(new ChangeInstrumentState().instrument(INSTRUMENT).state(InstrumentState.CONTINUOUS));
        operator(new ChangeLogicVersion().logicVersion(2));
        open(TRADERS_CONNECTION, TRADERS);
        logon(TRADERS_CONNECTION, BUYER);
        logon(TRADERS_CONNECTION, SELLER);
    }

    void trade() {
        trader(BUYER, order(1, Side.BUY, 100, 50));
        trader(BUYER, order(2, Side.BUY, 95, 20).postOnly(true));
        trader(SELLER, order(3, Side.SELL, 100, 80).timeInForce(TimeInForce.IOC));
        trader(SELLER, order(4, Side.SELL, 110, 30));
        trader(SELLER, order(5, Side.SELL, 115, 30));
        trader(SELLER, new NewOrder().instrument(INSTRUMENT).clientOrderId(0, 6).side(Side.SELL).quantity(10)
            .market().timeInForce(TimeInForce.IOC));
        trader(SELLER, new AmendOrder().instrument(INSTRUMENT).clientOrderId(0, 4).keepPriceAndQuantity()
            .price(105));
        trader(SELLER, new CancelOrder().instrument(INSTRUMENT).clientOrderId(0, 4));
        trader(SELLER, order(7, Side.SELL, 120, 40));
        trader(SELLER, new MassCancel().instrument(INSTRUMENT));
    }

    void refuse() {
        numbers[BUYER]--;
        trader(BUYER, order(2, Side.BUY, 95, 20).postOnly(true));
        numbers[BUYER] += 3;
        trader(BUYER, order(8, Side.BUY, 95, 20));
        header(new TestRequestEncoder().wrapAndApplyHeader(buffer, 0, message).header(), BUYER);
        process(TRADERS_CONNECTION, TestRequestEncoder.BLOCK_LENGTH);
        log(new SiteReportEncoder().wrapAndApplyHeader(buffer, 0, message).reportedSequence(3).chain(-5)
            .hashedSequence(0).fullHash(0).member(1).members(3).maxLogicVersion(1).header(),
            SiteReportEncoder.BLOCK_LENGTH);
        log(new LeaderMoveEncoder().wrapAndApplyHeader(buffer, 0, message).moveId(9).target(2).step(1).header(),
            LeaderMoveEncoder.BLOCK_LENGTH);
        buffer.putBytes(0, new byte[] {1, 2, 3, 4, 5});
        pipeline.process(now(), 0, TRADERS_CONNECTION, buffer, 0, 5);
        clear();
    }

    private void closeConnection() {
        log(new ConnectionClosedEncoder().wrapAndApplyHeader(buffer, 0, message).connection(OPERATOR_CONNECTION)
            .reason(CloseReason.TIMEOUT).header(), ConnectionClosedEncoder.BLOCK_LENGTH);
    }

    private void appendForeignEvent() {
        final int command = MessageHeaderEncoder.ENCODED_LENGTH + LogonEncoder.BLOCK_LENGTH;
        final int events = MessageHeaderEncoder.ENCODED_LENGTH + LogicVersionChangedEncoder.BLOCK_LENGTH;
        new RecordHeaderEncoder().wrap(buffer, 0).sequence(engine.sequence() + 1).epoch(3).timeNs(now())
            .commandLength(command).eventsLength(events).eventCount(1);
        new LogonEncoder().wrapAndApplyHeader(buffer, RecordLayout.HEADER_LENGTH, message).header().session(1);
        new LogicVersionChangedEncoder().wrapAndApplyHeader(buffer, RecordLayout.HEADER_LENGTH + command, message)
            .commandNumber(9).logicVersion(2).header().sequence(engine.sequence() + 1).flags().terminal(true);
        writer.append(buffer, 0, RecordLayout.length(command, events));
    }

    long chain() {
        return pipeline.chain();
    }

    Path snapshot() {
        return snapshot(chain());
    }

    Path snapshot(final long chain) {
        return SnapshotFile.write(engine, chain, directory.resolve("snapshots"), StopPoints.NONE);
    }

    static NewOrder order(final long id, final Side side, final long price, final long quantity) {
        return new NewOrder().instrument(INSTRUMENT).clientOrderId(0, id).side(side).limit(price).quantity(quantity)
            .timeInForce(TimeInForce.GTC);
    }

    void trader(final int session, final Command<?> command) {
        submit(TRADERS_CONNECTION, session, ++numbers[session], command);
    }

    private void operator(final Command<?> command) {
        submit(OPERATOR_CONNECTION, Genesis.OPERATOR_SESSION, ++operatorNumber, command);
    }

    private void submit(final long connection, final int session, final long number, final Command<?> command) {
        final int length = command.encode(buffer, 0, config.partition(), session, number, now());
        pipeline.process(now(), 0, connection, buffer, 0, length);
        clear();
    }

    private void open(final long connection, final int participant) {
        log(new ConnectionOpenedEncoder().wrapAndApplyHeader(buffer, 0, message).connection(connection)
            .participant(participant).header(), ConnectionOpenedEncoder.BLOCK_LENGTH);
    }

    private void logon(final long connection, final int session) {
        header(new LogonEncoder().wrapAndApplyHeader(buffer, 0, message).header(), session);
        process(connection, LogonEncoder.BLOCK_LENGTH);
    }

    private void log(final CommandHeaderEncoder header, final int blockLength) {
        header(header, 0);
        process(0, blockLength);
    }

    private void header(final CommandHeaderEncoder header, final int session) {
        header.sendTimeNs(0).commandNumber(0).session(session).partition(config.partition()).reserved(0)
            .instrument(0).reserved2(0).validUntilNs(0);
    }

    private void process(final long connection, final int blockLength) {
        pipeline.process(now(), 0, connection, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
        clear();
    }

    private void clear() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
    }

    private long now() {
        return START_NS + engine.sequence() * STEP_NS;
    }

    @Override
    public void close() {
        pipeline.close();
        writer.close();
    }
}
