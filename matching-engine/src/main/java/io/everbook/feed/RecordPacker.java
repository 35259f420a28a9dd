package io.everbook.feed;

import io.everbook.api.JournalRecord;
import io.everbook.protocol.FeedChannel;
import io.everbook.protocol.FeedHeartbeatEncoder;
import io.everbook.protocol.FeedPacketEncoder;
import io.everbook.protocol.FeedSavedDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packets of one channel, numbered, each of one record.
 */
final class RecordPacker extends Packer {
    private static final int HEARTBEAT_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + FeedHeartbeatEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final FeedPacketEncoder packet = new FeedPacketEncoder();
    private final FeedHeartbeatEncoder heartbeat = new FeedHeartbeatEncoder();
    private final UnsafeBuffer heartbeatBuffer =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(HEARTBEAT_LENGTH, 64));
    private final int partition;
    private final PacketSink sink;
    private long packetNumber;
    private long generationPacket = 1;
    private long sequence;
    private long timeNs;
    private long epoch;

    RecordPacker(final int partition, final FeedChannel channel, final PacketSink sink) {
        super(channel, FeedPacketEncoder.BLOCK_LENGTH);
        this.partition = partition;
        this.sink = sink;
    }

    void restore(final FeedSavedDecoder saved, final long savedPacketNumber, final long savedGenerationPacket) {
        packetNumber = savedPacketNumber;
        generationPacket = savedGenerationPacket;
        sequence = saved.sequence();
        timeNs = saved.timeNs();
        epoch = saved.epoch();
    }

    void begin(final JournalRecord record) {
        if (sequence > 0 && Generation.of(record.epoch()) > Generation.of(epoch)) {
            generationPacket = packetNumber + 1;
        }
        sequence = record.sequence();
        timeNs = record.timeNs();
        epoch = record.epoch();
    }

    void end() {
        if (!isEmpty()) {
            flush(true);
        }
    }

    @Override
    long sequence(final InstrumentFeed instrument) {
        return instrument.nextSequence(channel());
    }

    @Override
    void complete(final int length, final boolean last) {
        packet.wrapAndApplyHeader(buffer(), 0, messageHeader)
            .packetNumber(++packetNumber)
            .sequence(sequence)
            .timeNs(timeNs)
            .epoch(epoch)
            .generationPacket(generationPacket)
            .partition(partition)
            .channel(channel())
            .pad1(0);
        packet.flags().clear().endOfEvent(last);
        sink.packet(channel(), buffer(), 0, length);
    }

    void heartbeat(final PacketSink to) {
        heartbeat.wrapAndApplyHeader(heartbeatBuffer, 0, messageHeader)
            .lastPacketNumber(packetNumber)
            .sequence(sequence)
            .timeNs(timeNs)
            .epoch(epoch)
            .generationPacket(generationPacket)
            .partition(partition)
            .channel(channel())
            .pad1((short) 0)
            .pad2(0);
        to.packet(channel(), heartbeatBuffer, 0, HEARTBEAT_LENGTH);
    }

    int partition() {
        return partition;
    }

    long packetNumber() {
        return packetNumber;
    }

    long generationPacket() {
        return generationPacket;
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
}
