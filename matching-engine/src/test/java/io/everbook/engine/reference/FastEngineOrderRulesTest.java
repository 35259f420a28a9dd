package io.everbook.engine.reference;

class FastEngineOrderRulesTest extends OrderRules {
    @Override
    Exchange exchange(final Limits limits) {
        return Exchange.ofFastEngine(limits);
    }
}
