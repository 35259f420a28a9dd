package io.everbook.engine.reference;

class FastEngineSessionRulesTest extends SessionRules {
    @Override
    Exchange exchange(final Limits limits) {
        return Exchange.ofFastEngine(limits);
    }
}
