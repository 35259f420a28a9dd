package io.everbook.publish;

import io.aeron.Aeron;
import io.everbook.outcome.OutcomeDesk;
import io.everbook.outcome.OutcomeReader;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Answers what became of commands, orders and trades, from the store, beside which it runs. A participant is told of
 * what is its own; who is nobody, of nothing.
 */
final class OutcomeQueriesPart implements ReaderPart {
    static final String NAME = "outcome-queries";

    private final Long2ObjectHashMap<AnswerPublication> ways = new Long2ObjectHashMap<>();
    private final Aeron aeron;
    private final OutcomeReader reader;
    private final OutcomeDesk desk;
    private final RequestEndpoint requests;
    private long lastNumber;

    OutcomeQueriesPart(final ReadersConfig config) {
        reader = OutcomeReader.open(config.outcomes());
        desk = new OutcomeDesk(reader, this::answer);
        aeron = AeronClients.connect(config.queryAeronDirectory(), NAME);
        try {
            requests = new RequestEndpoint(aeron, config.queryChannels(), Streams.OUTCOME_QUERIES,
                config.authenticator(), config.messages(), Session::new);
        } catch (final Throwable t) {
            CloseHelper.quietCloseAll(reader, aeron);
            throw t;
        }
    }

    private void answer(final long number, final DirectBuffer buffer, final int offset, final int length) {
        final AnswerPublication answers = ways.get(number);
        if (answers != null) {
            answers.send(buffer, offset, length);
        }
    }

    @Override
    public int doWork(final long nowNs) {
        return aeron.conductorAgentInvoker().invoke() + requests.poll(nowNs) + desk.poll(nowNs);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(requests, reader, aeron);
    }

    private final class Session implements AskerSession {
        private final long number = ++lastNumber;
        private final int asker;

        private Session(final AnswerPublication answers, final int asker) {
            this.asker = asker;
            ways.put(number, answers);
        }

        @Override
        public void onRequest(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
            if (asker >= 0) {
                desk.take(buffer, offset, length, asker, number, nowNs);
            }
        }

        @Override
        public void close() {
            ways.remove(number);
        }
    }
}
