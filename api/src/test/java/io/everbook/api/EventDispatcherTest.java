package io.everbook.api;

import io.everbook.protocol.MessageHeaderEncoder;
import io.everbook.protocol.OrderAcceptedDecoder;
import io.everbook.protocol.OrderCancelledDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class EventDispatcherTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final List<String> called = new ArrayList<>();
    private final EventListener listener = (EventListener) Proxy.newProxyInstance(
        EventListener.class.getClassLoader(), new Class<?>[]{EventListener.class}, (proxy, method, args) -> {
            called.add(method.getName());
            return null;
        });

    static Stream<Method> everyEvent() {
        return Stream.of(EventListener.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void shouldCallTheMethodThatIsNamedAfterTheEvent(final Method event) throws ReflectiveOperationException {
        final int end = encode(16, constant(event, "TEMPLATE_ID"), constant(event, "BLOCK_LENGTH"));

        final int length = new EventDispatcher().dispatch(buffer, 16, listener);

        assertThat(called).containsExactly(event.getName());
        assertThat(length).isEqualTo(end - 16);
    }

    @Test
    void shouldDispatchEventsBackToBackAndSkipTemplatesItDoesNotKnow() {
        int end = encode(0, OrderAcceptedDecoder.TEMPLATE_ID, OrderAcceptedDecoder.BLOCK_LENGTH);
        end = encode(end, 99, 24);
        end = encode(end, 119, 0);
        end = encode(end, 65535, 8);
        end = encode(end, OrderCancelledDecoder.TEMPLATE_ID, OrderCancelledDecoder.BLOCK_LENGTH);

        new EventDispatcher().dispatchAll(buffer, 0, end, listener);

        assertThat(called).containsExactly("onOrderAccepted", "onOrderCancelled");
    }

    private static int constant(final Method event, final String name) throws ReflectiveOperationException {
        return event.getParameterTypes()[0].getField(name).getInt(null);
    }

    private int encode(final int offset, final int templateId, final int blockLength) {
        new MessageHeaderEncoder().wrap(buffer, offset)
            .templateId(templateId)
            .blockLength(blockLength)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID)
            .version(MessageHeaderEncoder.SCHEMA_VERSION);
        return offset + MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
    }
}
