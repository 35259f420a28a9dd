package io.everbook.engine;

import com.sun.management.ThreadMXBean;
import io.everbook.api.AmendOrder;
import io.everbook.api.CancelOrder;
import io.everbook.api.Command;
import io.everbook.api.MassCancel;
import io.everbook.api.NewOrder;
import io.everbook.protocol.Side;
import io.everbook.protocol.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static io.everbook.engine.EngineRig.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * I25. The same commands run several times over: what the engine allocated would show each time, whereas what the JIT
 * allocates in passing when it swaps compiled code (some 50 bytes now and then, none with -Xint) doesn't.
 */
class ZeroAllocationTest {
    private static final int ROUNDS = 5_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final EngineRig rig = EngineRig.trading();
    private final MatchingEngine engine = rig.engine();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2048]);
    private final NewOrder order = new NewOrder();
    private final CancelOrder cancel = new CancelOrder();
    private final AmendOrder amend = new AmendOrder();
    private final MassCancel massCancel = new MassCancel();
    private final long[] numbers = new long[1_000];
    private long hashes;

    @Test
    void shouldAllocateNothingInSteadyState() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            final long before = allocatedBytes();
            mixedCommands(ROUNDS);
            least = Math.min(least, allocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(hashes).isNotZero();
        assertThat(engine.nextExecutionId()).isGreaterThan(8L * ROUNDS);
    }

    private long allocatedBytes() {
        return threads.getCurrentThreadAllocatedBytes();
    }

    private void mixedCommands(final int rounds) {
        for (int i = 1; i <= rounds; i++) {
            final long price = 100 + 5L * (i % 40);
            order.instrument(7).postOnly(false).timeInForce(TimeInForce.GTC);
            send(101, order.clientOrderId(0, i).side(Side.BUY).limit(price).quantity(30));
            send(102, order.clientOrderId(0, i).side(Side.SELL).limit(price).quantity(20));
            send(101, amend.instrument(7).clientOrderId(0, i).price(price + 5).quantity(40));
            send(101, amend.clientOrderId(0, i).price(price + 5).quantity(30));
            send(201, order.clientOrderId(0, i).side(Side.SELL).market().quantity(10));
            send(201, order.clientOrderId(0, i).side(Side.BUY).limit(price + 11).timeInForce(TimeInForce.FOK));
            send(101, cancel.instrument(7).clientOrderId(0, i - 1));
            repeatAndGap();
            unnumbered(1, 101, 48);
            unnumbered(2, 101, 48);
            unnumbered(9, 101, 100);
            if (i % 50 == 0) {
                send(101, massCancel);
                send(OPERATOR, massCancel.targetSession(102));
                massCancel.targetSession(0);
                hashes += engine.businessHash() ^ engine.fullHash();
            }
        }
    }

    private void repeatAndGap() {
        numbers[101]--;
        send(101, cancel);
        numbers[101] += 7;
        send(101, cancel);
        numbers[101] -= 7;
    }

    private void send(final int session, final Command<?> command) {
        if (numbers[OPERATOR] == 0) {
            numbers[OPERATOR] = 7;
        }
        final int length = command.encode(buffer, 0, 1, session, ++numbers[session], 0);
        engine.apply(engine.sequence() + 1, engine.timeNs() + 1, session, buffer, 0, length, rig.events);
    }

    private void unnumbered(final int template, final int session, final int length) {
        cancel.encode(buffer, 0, 1, session, numbers[session] + 1, 0);
        buffer.putShort(0, (short) 40);
        buffer.putShort(2, (short) template);
        engine.apply(engine.sequence() + 1, engine.timeNs() + 1, session, buffer, 0, length, rig.events);
        numbers[session] += template == 9 ? 1 : 0;
    }
}
