package io.everbook.engine.reference;

class ReferenceEngineOrderRulesTest extends OrderRules {
    @Override
    Exchange exchange(final Limits limits) {
        return Exchange.ofReference(limits);
    }
}
