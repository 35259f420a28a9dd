package io.everbook.outcome;

import io.everbook.protocol.QueryResult;
import io.everbook.protocol.Side;
import io.everbook.protocol.TradeAnswerDecoder;
import io.everbook.protocol.TradeAnswerEncoder;
import net.openhft.chronicle.values.Values;

/**
 * Looks up a trade. A participant is told of its own sides alone.
 */
final class TradeLookup extends Lookup {
    private final TradeAnswerEncoder encoder = new TradeAnswerEncoder();
    private final TradeAnswerDecoder decoder = new TradeAnswerDecoder();
    private final TradeValue trade = Values.newHeapInstance(TradeValue.class);
    private int instrument;
    private long tradeId;
    private boolean aggressorSeen;
    private boolean makerSeen;

    TradeLookup(final StoreView view) {
        super(view);
    }

    TradeAnswerDecoder answer(
        final int participant, final long correlationId, final int inInstrument, final long id, final long required) {
        instrument = inInstrument;
        tradeId = id;
        final QueryResult result = result(participant, required);
        encoder.wrapAndApplyHeader(buffer, 0, headerEncoder)
            .correlationId(correlationId)
            .sequence(view.sequence())
            .firstSequence(view.firstSequence())
            .result(result)
            .aggressorSide(Side.NULL_VAL);
        if (result == QueryResult.ANSWERED) {
            encode();
        }
        return decoder.wrapAndApplyHeader(buffer, 0, headerDecoder);
    }

    @Override
    QueryResult find(final int participant) {
        key.setValue(StoreKeys.slot(instrument, tradeId, view.state().tradesPerInstrument()));
        if (!view.maps().trades().get(key, trade) || trade.tradeId() < tradeId) {
            return QueryResult.UNKNOWN;
        }
        if (trade.tradeId() > tradeId) {
            return QueryResult.FORGOTTEN;
        }
        aggressorSeen = isOf(trade.aggressorSession(), participant);
        makerSeen = isOf(trade.makerSession(), participant);
        return aggressorSeen || makerSeen ? QueryResult.ANSWERED : refusal();
    }

    private void encode() {
        encoder.tradeId(trade.tradeId())
            .price(trade.price())
            .quantity(trade.quantity())
            .tradeSequence(trade.sequence())
            .tradeTimeNs(trade.timeNs())
            .instrument(instrument)
            .aggressorSide(Side.get((short) (trade.aggressorSide() & 0xFF)));
        if (aggressorSeen) {
            encoder.aggressorOrderId(trade.aggressorOrder()).aggressorSession(trade.aggressorSession());
        }
        if (makerSeen) {
            encoder.makerOrderId(trade.makerOrder()).makerSession(trade.makerSession());
        }
    }
}
