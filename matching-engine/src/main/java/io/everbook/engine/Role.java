package io.everbook.engine;

/**
 * The roles of the schema's set, as bits (design rule 18).
 */
final class Role {
    static final int TRADER = 1;
    static final int RISK = 1 << 1;
    static final int MARKET_OPS = 1 << 2;
    static final int SYSTEM = 1 << 3;
    static final int ALL = TRADER | RISK | MARKET_OPS | SYSTEM;

    private Role() {
    }

    /** The bits that a semantic type of the schema names: roles with spaces between, ANY, or LOG and SITE for none. */
    static int bitsOf(final String semanticType) {
        int bits = 0;
        for (final String name : semanticType.split(" ")) {
            bits |= switch (name) {
                case "TRADER" -> TRADER;
                case "RISK" -> RISK;
                case "MARKET_OPS" -> MARKET_OPS;
                case "SYSTEM" -> SYSTEM;
                case "ANY" -> ALL;
                case "LOG", "SITE" -> 0;
                default -> throw new IllegalStateException("the schema names an unknown role: " + name);
            };
        }
        return bits;
    }
}
