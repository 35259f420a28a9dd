package io.everbook.client;

import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAnswerDecoder;
import io.everbook.protocol.OrderQueryEncoder;
import io.everbook.protocol.OutcomeAnswerDecoder;
import io.everbook.protocol.OutcomeQueryEncoder;
import io.everbook.protocol.QueryResult;
import io.everbook.protocol.ReturnAddressEncoder;
import io.everbook.protocol.TradeAnswerDecoder;
import io.everbook.protocol.TradeQueryEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.function.Supplier;

/**
 * Asks one site after another what became of commands, orders and trades, until one answers that has reached the
 * sequence asked for, or time is over. The way to the sites is made with the first question.
 */
final class OutcomeInquiries implements AutoCloseable {
    /** How many questions can be under way. */
    static final int QUESTIONS_MAX = 64;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OutcomeAnswerDecoder outcomeAnswer = new OutcomeAnswerDecoder();
    private final OrderAnswerDecoder orderAnswer = new OrderAnswerDecoder();
    private final TradeAnswerDecoder tradeAnswer = new TradeAnswerDecoder();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final OutcomeQueryEncoder outcomeQuery = new OutcomeQueryEncoder();
    private final OrderQueryEncoder orderQuery = new OrderQueryEncoder();
    private final TradeQueryEncoder tradeQuery = new TradeQueryEncoder();
    private final ReturnAddressEncoder address = new ReturnAddressEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final InquiryLink.Listener onAnswer = this::onAnswer;
    private final Question[] questions = new Question[QUESTIONS_MAX];
    private final ClientConfig config;
    private final Supplier<InquiryLink> links;
    private final OutcomeListener listener;
    private final long retryNs;
    private final long patienceNs;
    private InquiryLink link;
    private int count;
    private int lastSite;
    private long correlationId;
    private long nowNs;

    OutcomeInquiries(final ClientConfig config, final Supplier<InquiryLink> links) {
        this.config = config;
        this.links = links;
        listener = config.outcomeListener();
        retryNs = config.timeouts().replayTimeoutNs();
        patienceNs = config.timeouts().outcomeTimeoutNs();
        correlationId = config.epochClock().nanoTime();
        for (int i = 0; i < QUESTIONS_MAX; i++) {
            questions[i] = new Question();
        }
    }

    boolean isFull() {
        return count == QUESTIONS_MAX;
    }

    long askOutcome(
        final long commandNumber, final long logonSequence, final long requiredSequence, final long now) {
        outcomeQuery.wrapAndApplyHeader(next(), 0, messageHeader)
            .correlationId(++correlationId)
            .commandNumber(commandNumber)
            .logonSequence(logonSequence)
            .requiredSequence(requiredSequence)
            .timeoutNs(retryNs / 2)
            .session(config.session())
            .pad1(0);
        return begin(OutcomeQueryEncoder.BLOCK_LENGTH, now);
    }

    long askOrder(
        final long orderId, final long high, final long low, final long requiredSequence, final long now) {
        orderQuery.wrapAndApplyHeader(next(), 0, messageHeader)
            .correlationId(++correlationId)
            .orderId(orderId)
            .requiredSequence(requiredSequence)
            .timeoutNs(retryNs / 2)
            .session(config.session())
            .pad1(0);
        orderQuery.clientOrderId().high(high).low(low);
        return begin(OrderQueryEncoder.BLOCK_LENGTH, now);
    }

    long askTrade(final int instrument, final long tradeId, final long requiredSequence, final long now) {
        tradeQuery.wrapAndApplyHeader(next(), 0, messageHeader)
            .correlationId(++correlationId)
            .tradeId(tradeId)
            .requiredSequence(requiredSequence)
            .timeoutNs(retryNs / 2)
            .instrument(instrument)
            .pad1(0);
        return begin(TradeQueryEncoder.BLOCK_LENGTH, now);
    }

    private MutableDirectBuffer next() {
        return questions[count].query;
    }

    private long begin(final int blockLength, final long now) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        questions[count++].begin(correlationId, length, lastSite, now, patienceNs);
        return correlationId;
    }

    int poll(final long now) {
        nowNs = now;
        if (link == null && count > 0) {
            link = links.get();
        }
        int work = link == null ? 0 : link.poll(onAnswer);
        for (int i = count - 1; i >= 0; i--) {
            work += poll(questions[i], i);
        }
        return work;
    }

    private int poll(final Question question, final int place) {
        if (nowNs - question.deadlineNs >= 0) {
            remove(place);
            listener.onUnanswered(question.correlationId);
            return 1;
        }
        return nowNs - question.nextAskNs >= 0 ? ask(question) : 0;
    }

    private int ask(final Question question) {
        final byte[] channel = link.responseChannel();
        if (channel == null || !send(question, channel)) {
            return 0;
        }
        lastSite = question.site;
        question.site = (question.site + 1) % link.sites();
        question.nextAskNs = nowNs + retryNs;
        return 1;
    }

    /** The site of the question, or the next one if that can't be sent to. */
    private boolean send(final Question question, final byte[] channel) {
        address.wrapAndApplyHeader(buffer, 0, messageHeader)
            .responseStream(link.responseStream())
            .pad1(0)
            .putResponseChannel(channel, 0, channel.length)
            .putCredentials(config.credentials(), 0, config.credentials().length);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + address.encodedLength();
        buffer.putBytes(length, question.query, 0, question.length);
        for (int i = 0; i < link.sites(); i++) {
            if (link.send(question.site, buffer, 0, length + question.length)) {
                return true;
            }
            question.site = (question.site + 1) % link.sites();
        }
        return false;
    }

    private void onAnswer(final DirectBuffer message, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        header.wrap(message, offset);
        if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
            && length >= MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()) {
            onAnswer(header.templateId(), message, offset);
        }
    }

    private void onAnswer(final int template, final DirectBuffer message, final int offset) {
        switch (template) {
            case OutcomeAnswerDecoder.TEMPLATE_ID -> {
                outcomeAnswer.wrapAndApplyHeader(message, offset, header);
                if (isLast(outcomeAnswer.correlationId(), outcomeAnswer.result())) {
                    listener.onOutcome(outcomeAnswer);
                }
            }
            case OrderAnswerDecoder.TEMPLATE_ID -> {
                orderAnswer.wrapAndApplyHeader(message, offset, header);
                if (isLast(orderAnswer.correlationId(), orderAnswer.result())) {
                    listener.onOrder(orderAnswer);
                }
            }
            case TradeAnswerDecoder.TEMPLATE_ID -> {
                tradeAnswer.wrapAndApplyHeader(message, offset, header);
                if (isLast(tradeAnswer.correlationId(), tradeAnswer.result())) {
                    listener.onTrade(tradeAnswer);
                }
            }
            default -> { }
        }
    }

    /** Whether an answer ends its question; one that lags doesn't while there is time to ask another site. */
    private boolean isLast(final long id, final QueryResult result) {
        for (int i = 0; i < count; i++) {
            if (questions[i].correlationId == id) {
                final boolean lags = result == QueryResult.LAGGING && nowNs - questions[i].deadlineNs + retryNs < 0;
                if (!lags) {
                    remove(i);
                }
                return !lags;
            }
        }
        return false;
    }

    private void remove(final int place) {
        final Question removed = questions[place];
        questions[place] = questions[--count];
        questions[count] = removed;
    }

    @Override
    public void close() {
        CloseHelper.close(link);
    }
}
