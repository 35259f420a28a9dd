package io.everbook.cli.journal;

import java.util.List;
import java.util.Set;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;

/**
 * Collects the paths of messages' fields from their layout alone, as {@link DecodedMessage#forEach} gives them, but for
 * those that only fill a message up.
 */
final class PathCollector {
    private final Set<String> paths;

    PathCollector(final Set<String> paths) {
        this.paths = paths;
    }

    void collect(final List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).signal() == Signal.BEGIN_FIELD) {
                collectField(tokens, i);
            }
        }
    }

    private void collectField(final List<Token> tokens, final int field) {
        final String name = tokens.get(field).name();
        final Token type = tokens.get(field + 1);
        if (type.signal() == Signal.BEGIN_COMPOSITE) {
            final int end = field + type.componentTokenCount();
            for (int i = field + 2; i < end; i += tokens.get(i).componentTokenCount()) {
                add(name + '.' + tokens.get(i).name());
            }
        } else {
            add(name);
        }
    }

    private void add(final String path) {
        if (!DecodedMessage.isFilling(path)) {
            paths.add(path);
        }
    }
}
