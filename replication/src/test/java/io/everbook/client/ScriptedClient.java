package io.everbook.client;

import io.everbook.api.NewOrder;
import io.everbook.protocol.Side;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A client on the scripted exchange, with a clock that the test moves.
 */
final class ScriptedClient implements AutoCloseable {
    static final long MILLI = 1_000_000L;

    final ScriptedExchange exchange;
    final ScriptedLink link;
    final ScriptedInquiries inquiries;
    final ScriptedOutcomes outcomes = new ScriptedOutcomes();
    final RecordingListener listener;
    final ExchangeClient client;
    private final NewOrder order = new NewOrder().side(Side.BUY).limit(100).quantity(1);
    private long nowNs = 1;

    ScriptedClient() {
        this(new ScriptedExchange());
    }

    ScriptedClient(final ScriptedExchange exchange) {
        this(exchange, config(), RecoveryPolicy.FULL, new RecordingListener());
    }

    ScriptedClient(
        final ScriptedExchange exchange,
        final ClientConfig config,
        final RecoveryPolicy policy,
        final RecordingListener listener) {
        this.exchange = exchange;
        this.listener = listener;
        link = new ScriptedLink(exchange);
        inquiries = new ScriptedInquiries(exchange);
        client = new ExchangeClient(
            config.listener(listener).nanoClock(() -> nowNs).conclude(), policy, () -> { }, link, inquiries,
            () -> outcomes);
    }

    static ClientConfig config() {
        return new ClientConfig()
            .member(0, "127.0.0.1:22001", "127.0.0.1:22002")
            .member(1, "127.0.0.1:22003", "127.0.0.1:22004")
            .member(2, "127.0.0.1:22005", "127.0.0.1:22006")
            .session(ScriptedExchange.SESSION)
            .participant(1)
            .secret("secret")
            .window(ScriptedExchange.WINDOW)
            .aeronDirectory("/dev/shm/none")
            .epochClock(() -> 1L);
    }

    static ScriptedClient loggedOn() {
        return new ScriptedClient().logOn();
    }

    ScriptedClient logOn() {
        poll(3);
        link.sequenceAll();
        poll(1);
        return this;
    }

    ScriptedClient poll(final int times) {
        for (int i = 0; i < times; i++) {
            client.poll();
        }
        return this;
    }

    /** Polls once a millisecond, sequencing everything that is sent. */
    ScriptedClient run(final int millis) {
        for (int i = 0; i < millis; i++) {
            tick(1);
            link.sequenceAll();
        }
        return poll(2);
    }

    ScriptedClient tick(final long millis) {
        nowNs += millis * MILLI;
        return poll(1);
    }

    long submit() {
        return client.submit(order);
    }

    ScriptedClient submit(final int count) {
        for (int i = 0; i < count; i++) {
            final long number = submit();
            if (number < 0) {
                throw new AssertionError("not taken: " + number);
            }
        }
        return this;
    }

    static List<Long> numbers(final long from, final long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
