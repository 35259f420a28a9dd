package io.everbook.site;

import io.everbook.api.EverbookException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What reads a site's journal besides its inquiry agent.
 */
public enum ReaderKind {
    /** Keeps what became of commands, orders and trades, and answers who asks. */
    OUTCOMES,
    /** Publishes market data. */
    MARKET_DATA,
    /** Publishes execution reports to those who subscribe. */
    DROP_COPY;

    /**
     * Reads a list of kinds.
     *
     * @param text such as {@code outcomes,market-data,drop-copy}; empty: none.
     * @return the kinds.
     * @throws EverbookException if one is unknown.
     */
    public static Set<ReaderKind> parseAll(final String text) {
        final Set<ReaderKind> kinds = EnumSet.noneOf(ReaderKind.class);
        for (final String name : text.split(",")) {
            if (!name.isBlank()) {
                kinds.add(parse(name.trim()));
            }
        }
        return kinds;
    }

    private static ReaderKind parse(final String name) {
        return Arrays.stream(values()).filter(kind -> kind.toString().equals(name)).findFirst().orElseThrow(() ->
            new EverbookException("there is no reader '" + name + "'; there are " + EnumSet.allOf(ReaderKind.class)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
