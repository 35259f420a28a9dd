package io.everbook.publish;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.engine.Genesis;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Takes requests on every transport, each behind its return address, and keeps a session for each who asks. How many
 * there are at a time is bounded; who comes beyond the bound is not heard, and asks again. Not thread safe.
 */
final class RequestEndpoint implements AutoCloseable {
    /** The most who can ask at a time. */
    static final int ASKERS_MAX = 256;

    private static final int FRAGMENT_LIMIT = 8;

    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final ReturnAddress address = new ReturnAddress();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Asker> askers = new ArrayList<>();
    private final Aeron aeron;
    private final ToIntFunction<byte[]> authenticator;
    private final AskerSession.Factory sessions;
    private final Consumer<String> messages;
    private long nowNs;

    RequestEndpoint(
        final Aeron aeron,
        final List<String> channels,
        final int stream,
        final ToIntFunction<byte[]> authenticator,
        final Consumer<String> messages,
        final AskerSession.Factory sessions) {
        this.aeron = aeron;
        this.authenticator = authenticator;
        this.messages = messages;
        this.sessions = sessions;
        for (final String channel : channels) {
            subscriptions.add(aeron.addSubscription(channel, stream));
        }
    }

    int poll(final long now) {
        nowNs = now;
        int workCount = 0;
        for (int i = 0; i < subscriptions.size(); i++) {
            workCount += subscriptions.get(i).poll(assembler, FRAGMENT_LIMIT);
        }
        for (int i = askers.size() - 1; i >= 0; i--) {
            workCount += poll(i);
        }
        return workCount;
    }

    private int poll(final int place) {
        final Asker asker = askers.get(place);
        try {
            if (!asker.isOver(nowNs)) {
                return asker.poll(nowNs);
            }
        } catch (final RuntimeException e) {
            messages.accept("one who asked is no longer answered: " + e);
        }
        askers.remove(place).close();
        return 1;
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (!address.wrap(buffer, offset, length)) {
            return;
        }
        final int addressLength = address.length();
        try {
            final Asker asker = find(buffer, offset, addressLength);
            if (asker != null) {
                asker.onRequest(buffer, offset + addressLength, length - addressLength, nowNs);
            }
        } catch (final RuntimeException e) {
            messages.accept("a request was dropped: " + e);
        }
    }

    private Asker find(final DirectBuffer buffer, final int offset, final int addressLength) {
        for (int i = 0; i < askers.size(); i++) {
            if (askers.get(i).isAt(buffer, offset, addressLength)) {
                return askers.get(i);
            }
        }
        return askers.size() == ASKERS_MAX ? null : add(buffer, offset, addressLength);
    }

    private Asker add(final DirectBuffer buffer, final int offset, final int addressLength) {
        address.read(buffer, offset);
        final int participant = authenticator.applyAsInt(address.credentials());
        final AnswerPublication answers = new AnswerPublication(aeron, address);
        try {
            askers.add(new Asker(
                buffer, offset, addressLength, answers, sessions.open(answers, asker(participant)), nowNs));
            return askers.get(askers.size() - 1);
        } catch (final Throwable t) {
            answers.close();
            throw t;
        }
    }

    private static int asker(final int participant) {
        return participant == Genesis.OPERATOR_PARTICIPANT ? 0 : participant <= 0 ? -1 : participant;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(askers);
        CloseHelper.quietCloseAll(subscriptions);
    }
}
