package io.everbook.client;

import io.everbook.protocol.EventReplayEndDecoder;
import io.everbook.protocol.EventReplayRequestEncoder;
import io.everbook.protocol.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Asks one site after another for missed events until there is no hole any more.
 */
final class HoleFiller implements EgressAdapter.Handler {
    private static final int COMPLETE = 0;
    private static final String[] RESULTS = {"incomplete", "not reached yet", "refused", "no such events"};

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final EventReplayRequestEncoder request = new EventReplayRequestEncoder();
    private final EgressAdapter adapter = new EgressAdapter(this);
    private final InquiryLink.Listener onAnswer = adapter::onMessages;
    private final InquiryLink link;
    private final EventStream events;
    private final ClientObserver observer;
    private final Counters counters;
    private final ClientTimeouts timeouts;
    private final Backoff backoff;
    private final byte[] credentials;
    private final int session;
    private long logonSequence;
    private boolean open;
    private long openedAt;
    private long openedTo;
    private boolean asked;
    private long correlationId;
    private long askedFrom;
    private long progressedTo;
    private long progressNs;
    private long nextAskNs;
    private long nowNs;
    private int site;
    private int failures;

    HoleFiller(
        final ClientConfig config, final InquiryLink link, final EventStream events, final Counters counters) {
        this.link = link;
        this.events = events;
        this.observer = config.observer();
        this.counters = counters;
        timeouts = config.timeouts();
        backoff = new Backoff(timeouts);
        credentials = config.credentials();
        session = config.session();
        correlationId = config.epochClock().nanoTime();
    }

    /** Answers to a logon name the participant that may have the events; the leader is the first asked. */
    void onLogon(final long sequence, final int leader) {
        logonSequence = Math.max(logonSequence, sequence);
        for (int i = 0; i < link.sites(); i++) {
            site = link.member(i) == leader && !asked ? i : site;
        }
    }

    int poll(final long now) {
        nowNs = now;
        int work = link.poll(onAnswer);
        if (events.hasHole()) {
            work += pollHole();
        } else if (open) {
            onClosed();
            work++;
        }
        return work;
    }

    private int pollHole() {
        if (!open) {
            onOpened();
        }
        if (asked) {
            awaitProgress();
        }
        return !asked && nowNs - nextAskNs >= 0 ? ask() : 0;
    }

    private void onOpened() {
        open = true;
        openedAt = events.next();
        openedTo = events.holeTo();
        nextAskNs = nowNs;
        onProgress();
        counters.increment(ClientCounter.HOLES_FOUND);
    }

    private void onProgress() {
        failures = 0;
        backoff.reset();
    }

    private void onClosed() {
        open = false;
        asked = false;
        counters.increment(ClientCounter.HOLES_FILLED);
        observer.onFilled(openedAt, openedTo);
    }

    private void awaitProgress() {
        if (events.next() != progressedTo) {
            progressedTo = events.next();
            progressNs = nowNs;
            onProgress();
        } else if (nowNs - progressNs >= timeouts.replayTimeoutNs()) {
            onFailed("no answer in time");
        }
    }

    private int ask() {
        final byte[] channel = link.responseChannel();
        if (null == channel || 0 == logonSequence) {
            return 0;
        }
        openedTo = Math.max(openedTo, events.holeTo());
        correlationId++;
        if (link.send(site, buffer, 0, encode(channel))) {
            onAsked();
            return 1;
        }
        backOff();
        return 0;
    }

    private int encode(final byte[] channel) {
        request.wrapAndApplyHeader(buffer, 0, messageHeader)
            .correlationId(correlationId)
            .fromEvent(events.next())
            .toEvent(events.holeTo())
            .toSequence(events.holeToSequence())
            .logonSequence(logonSequence)
            .session(session)
            .responseStream(link.responseStream())
            .putResponseChannel(channel, 0, channel.length)
            .putCredentials(credentials, 0, credentials.length);
        return MessageHeaderEncoder.ENCODED_LENGTH + request.encodedLength();
    }

    private void onAsked() {
        asked = true;
        askedFrom = events.next();
        progressedTo = askedFrom;
        progressNs = nowNs;
        counters.increment(ClientCounter.REPLAYS_ASKED);
        observer.onReplayAsked(link.member(site), askedFrom, events.holeTo());
    }

    private void onFailed(final String reason) {
        asked = false;
        counters.increment(ClientCounter.REPLAYS_FAILED);
        observer.onReplayFailed(link.member(site), reason);
        backOff();
    }

    private void backOff() {
        site = (site + 1) % link.sites();
        failures++;
        nextAskNs = 0 == failures % link.sites() ? nowNs + backoff.nextNs() : nowNs;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        events.onReplayed(buffer, offset);
    }

    @Override
    public void onReplayEnd(final EventReplayEndDecoder end) {
        if (!asked || end.correlationId() != correlationId) {
            return;
        }
        if (COMPLETE == end.result() && events.next() > askedFrom) {
            asked = false;
            nextAskNs = nowNs;
        } else {
            onFailed(end.result() >= 0 && end.result() < RESULTS.length ? RESULTS[end.result()] : "unknown result");
        }
    }

    @Override
    public void onUnknown() {
        counters.increment(ClientCounter.MESSAGES_UNKNOWN);
    }
}
