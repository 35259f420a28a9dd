package io.everbook.outcome;

import net.openhft.chronicle.values.Group;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Method;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a field lies must not depend on the order in which a JVM happens to list the methods of a class.
 */
class ValueLayoutTest {
    @ParameterizedTest
    @ValueSource(classes = {
        OutcomeValue.class, OrderValue.class, TradeValue.class, SessionValue.class, ClientKey.class})
    void shouldGiveEveryFieldAPlaceOfItsOwn(final Class<?> value) {
        assertThat(Arrays.stream(value.getDeclaredMethods()).filter(method -> method.getReturnType() != void.class))
            .isNotEmpty()
            .allMatch(method -> method.isAnnotationPresent(Group.class))
            .extracting(ValueLayoutTest::group).doesNotHaveDuplicates();
    }

    private static int group(final Method method) {
        return method.getAnnotation(Group.class).value();
    }
}
