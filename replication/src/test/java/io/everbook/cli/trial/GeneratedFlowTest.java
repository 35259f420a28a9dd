package io.everbook.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.api.Command;
import io.everbook.protocol.NewOrderEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class GeneratedFlowTest {
    private static final int COMMANDS = 20_000;

    @Test
    void shouldGiveTheSameCommandsForTheSameSeedAndSession() {
        assertThat(encoded(7, 111)).isEqualTo(encoded(7, 111));
    }

    @Test
    void shouldGiveOtherCommandsForAnotherSeedOrSession() {
        assertThat(encoded(7, 111)).isNotEqualTo(encoded(8, 111)).isNotEqualTo(encoded(7, 112));
    }

    @Test
    void shouldNeverGiveATagTwice() {
        final Set<Long> tags = new HashSet<>();
        for (final int session : List.of(111, 112, 121)) {
            final OrderFlow flow = new GeneratedFlow(7, session);
            for (int i = 0; i < COMMANDS; i++) {
                final boolean isOrder = flow.next().templateId() == NewOrderEncoder.TEMPLATE_ID;
                assertThat(flow.tag() != 0).isEqualTo(isOrder);
                assertThat(!isOrder || tags.add(flow.tag())).isTrue();
            }
        }
    }

    private static List<String> encoded(final long seed, final int session) {
        final OrderFlow flow = new GeneratedFlow(seed, session);
        final byte[] bytes = new byte[Command.MAX_ENCODED_LENGTH];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final List<String> encoded = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            final int length = flow.next().encode(buffer, 0, 1, session, i + 1, 0);
            encoded.add(Arrays.toString(Arrays.copyOf(bytes, length)));
        }
        return encoded;
    }
}
