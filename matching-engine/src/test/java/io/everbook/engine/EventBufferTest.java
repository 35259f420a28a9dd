package io.everbook.engine;

import org.junit.jupiter.api.Test;

import static io.everbook.engine.EngineRig.OPERATOR;
import static io.everbook.engine.EngineRig.amend;
import static io.everbook.engine.EngineRig.cancel;
import static io.everbook.engine.EngineRig.limit;
import static io.everbook.engine.EngineRig.market;
import static io.everbook.engine.EngineRig.massCancel;
import static io.everbook.protocol.Side.BUY;
import static io.everbook.protocol.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

class EventBufferTest {
    @Test
    void shouldLeaveRoomForTheRecordsHeaderAndTheLongestCommand() {
        assertThat(EventBuffer.HEADROOM).isEqualTo(64 + 1032);
        assertThat(EventBuffer.HEADROOM % 8).isZero();
    }

    @Test
    void shouldGrowAndKeepWhatItHolds() {
        final EventBuffer events = new EventBuffer();
        final int capacity = events.buffer().capacity();
        final int many = capacity / 104 + 10;
        for (int i = 0; i < many; i++) {
            events.buffer().putLong(events.claim(104), i);
        }
        assertThat(events.count()).isEqualTo(many);
        assertThat(events.eventsLength()).isEqualTo(many * 104);
        assertThat(events.buffer().capacity())
            .isGreaterThanOrEqualTo(EventBuffer.HEADROOM + events.eventsLength() + 8).isEqualTo(2 * capacity);
        for (int i = 0; i < many; i++) {
            assertThat(events.buffer().getLong(EventBuffer.HEADROOM + i * 104)).isEqualTo(i);
        }
        events.clear();
        assertThat(events.eventsLength()).isZero();
        assertThat(events.count()).isZero();
    }

    @Test
    void shouldHoldTheSameBytesWhateverWasThereBefore() {
        final EngineRig clean = new EngineRig();
        final EngineRig dirty = new EngineRig();
        for (final EngineRig rig : new EngineRig[] {clean, dirty}) {
            rig.readyToTrade();
        }
        for (int step = 0; step < 14; step++) {
            fill(clean, (byte) 0);
            fill(dirty, (byte) 0xA5);
            run(clean, step);
            run(dirty, step);
            assertThat(bytes(dirty)).isNotEmpty().isEqualTo(bytes(clean));
        }
    }

    private static void run(final EngineRig rig, final int step) {
        switch (step) {
            case 0 -> rig.send(101, limit(1, BUY, 100, 50));
            case 1 -> rig.send(201, limit(1, SELL, 100, 10));
            case 2 -> rig.send(101, amend(1).quantity(40));
            case 3 -> rig.send(201, market(2, SELL, 100));
            case 4 -> rig.send(101, limit(2, BUY, 101, 50));
            case 5 -> rig.send(101, limit(3, BUY, 100, 50));
            case 6 -> rig.send(101, cancel(3));
            case 7 -> rig.send(OPERATOR, massCancel());
            case 8 -> rig.instrument(8);
            case 9 -> rig.state(io.everbook.protocol.InstrumentState.HALTED);
            case 10 -> rig.define(99);
            case 11 -> rig.session(105, 99, 1, 8);
            case 12 -> rig.testRequest(101, 101);
            default -> {
                rig.sendAs(101, 101, 1, limit(1, BUY, 100, 50));
                rig.sendAs(101, 101, 5, cancel(3));
            }
        }
    }

    private static void fill(final EngineRig rig, final byte value) {
        rig.events.buffer().setMemory(0, rig.events.buffer().capacity(), value);
    }

    private static byte[] bytes(final EngineRig rig) {
        final byte[] bytes = new byte[rig.events.eventsLength()];
        rig.events.buffer().getBytes(rig.events.eventsOffset(), bytes);
        return bytes;
    }
}
