package io.everbook.engine.reference;

class ReferenceEngineSessionRulesTest extends SessionRules {
    @Override
    Exchange exchange(final Limits limits) {
        return Exchange.ofReference(limits);
    }
}
