package io.everbook.cli.operate;

import io.everbook.site.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class DrillTest {
    private static final Pattern MOVED =
        Pattern.compile("\"from\":\"(\\w+)\",\"to\":\"(\\w+)\",\"moved\":true,\"gapMs\":[0-9.]+,\"epoch\":(\\d+)");
    private static final String REFUSED = "\"moved\":false,\"refused\":\"";
    private static final String GONE = "doesn't answer";
    private static final int TRIES = 5;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldMoveFromSiteToSiteAndKeepTheRecordOfEveryMoveAndRefusal() throws IOException {
        final Path record = directory.resolve("drills.jsonl");
        try (TestCluster sites = new TestCluster("drill", 21_360).set("timers.profile", "WAN")) {
            sites.startAll();
            final int exitCode = drill(sites, record, 3);
            assertRecorded(Files.readAllLines(record), exitCode);

            sites.process(sites.awaitLeader()).kill();
            sites.awaitLeader();
            assertThat(drillUntilRefused(sites, record)).as(out::toString).isEqualTo(1);
            sites.succeeded();
        }
    }

    /** The lead goes round: after a few moves at most, the site that is gone is next. */
    private int drillUntilRefused(final TestCluster sites, final Path record) throws IOException {
        int exitCode;
        int tries = 0;
        do {
            exitCode = drill(sites, record, 1);
        }
        while (++tries < TRIES && !lastLine(record).contains(GONE));
        assertThat(lastLine(record)).as(out::toString).contains(REFUSED, GONE);
        return exitCode;
    }

    private static String lastLine(final Path record) throws IOException {
        final List<String> lines = Files.readAllLines(record);
        return lines.get(lines.size() - 1);
    }

    private int drill(final TestCluster sites, final Path record, final int times) {
        return new CommandLine(new SwitchoverCommand()).setOut(new PrintWriter(out)).execute(
            "--config", sites.writeConfig(0).toString(), "--drill", "--times", Integer.toString(times),
            "--every", "PT3S", "--record", record.toString());
    }

    /** A busy machine may spoil a move; the record says so then, and so does the exit code. */
    private void assertRecorded(final List<String> lines, final int exitCode) {
        assertThat(lines).as(out::toString).hasSize(3).anyMatch(line -> MOVED.matcher(line).find());
        assertThat(exitCode == 0).as(out::toString).isEqualTo(lines.stream().allMatch(DrillTest::tellsOfAMove));
    }

    private static boolean tellsOfAMove(final String line) {
        final Matcher move = MOVED.matcher(line);
        return move.find() && !move.group(1).equals(move.group(2));
    }
}
