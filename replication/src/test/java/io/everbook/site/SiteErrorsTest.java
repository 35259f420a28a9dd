package io.everbook.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.client.ClusterException;
import io.aeron.exceptions.AeronException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteErrorsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final SiteErrors errors = new SiteErrors("consensus module", new PrintStream(printed), halts::add);

    @Test
    void shouldHaltWhereAMessageOfTheLogWouldBeSkipped() {
        for (final String reader : List.of(
            "io.aeron.cluster.LogAdapter", "io.aeron.cluster.service.BoundedLogAdapter")) {
            errors.onError(at(reader, AeronException.Category.ERROR));
        }

        assertThat(halts).containsExactly(1, 1);
        assertThat(printed.toString()).contains("FATAL ", "the log can't be read", "--seed-from");
    }

    @Test
    void shouldGoOnAfterAnErrorElsewhereAndAWarning() {
        errors.onError(at("io.aeron.cluster.Election", AeronException.Category.ERROR));
        errors.onError(at("io.aeron.cluster.LogAdapter", AeronException.Category.WARN));

        assertThat(halts).isEmpty();
        assertThat(printed.toString()).contains("ERROR ", "WARN ").doesNotContain("FATAL ");
    }

    private static ClusterException at(final String className, final AeronException.Category category) {
        final ClusterException error = new ClusterException("expected schemaId=111, actual=0", category);
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement(className, "onMessage", "Log.java", 203)});
        return error;
    }
}
