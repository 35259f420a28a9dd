package io.everbook.cli.replay;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.everbook.cli.Everbook;
import io.everbook.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayCommandTest {
    private static final long SEED = 20120621;

    @TempDir
    private Path temporary;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource({"goog,book1,49482,62645", "msft,book50,1000,1303"})
    void shouldEqualEveryVisibleLevelAndSweepOfARecordedDay(
        final String name, final String book, final int rows, final int commands) {
        final Optional<Path> orders = RecordedData.file(name + "-2012-06-21-orders.csv.gz");
        final Optional<Path> books = RecordedData.file(name + "-2012-06-21-" + book + ".csv.gz");
        if (orders.isEmpty() || books.isEmpty()) {
            return;
        }

        final JsonObject result = replay(ExitCode.DONE, "--orders", orders.get(), "--book", books.get());

        assertThat(result.get("rowsCompared").getAsInt()).isEqualTo(rows);
        assertThat(result.get("rowsEqual").getAsInt()).isEqualTo(rows);
        assertThat(result.get("sweepsCompared").getAsLong()).isPositive();
        assertThat(result.get("sweepsEqual")).isEqualTo(result.get("sweepsCompared"));
        assertThat(result.get("commands").getAsInt()).isEqualTo(commands);
        assertThat(result.get("commandsPerSecond").getAsLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "normal,536863,10773,990dc276e7bf331e605b6d1979e87110b8de8a67707411784bb024c8172127d8",
        "static,537040,10669,8f229c5a7de904abeae8e65f611cd25ff45b2591cb2e4a7e076c91332c27b6bb",
        "swing-25,536944,10724,50b7bfdc4ce37e9b7bcf02fa95f412612892cbb699a63a28e082dff3f81f456e",
        "swing-40,536973,10710,ae019c433cac90444a55daa4af88737d9246b9aaa2d8c5b6ba222fa1d7295cf7",
        "flash-crash,537072,10643,d8ae043da894298494dd69d64455aff74a0fec0babf49601881404a5a631bfdd"})
    void shouldReportAFlowAsThreeIndependentEnginesDo(
        final String scenario, final long reports, final long resting, final String sha256) {
        final Optional<Path> flow = RecordedData.file("flow/" + scenario + ".csv.gz");
        if (flow.isEmpty()) {
            return;
        }

        final JsonObject result = replay(ExitCode.DONE, "--flow", flow.get());

        assertThat(result.get("sha256").getAsString()).isEqualTo(sha256);
        assertThat(result.get("messages").getAsInt()).isEqualTo(499_241);
        assertThat(result.get("reports").getAsLong()).isEqualTo(reports);
        assertThat(result.get("resting").getAsLong()).isEqualTo(resting);
    }

    @Test
    void shouldReportGeneratedFlowAsANaiveExchangeDoes() throws Exception {
        final Path flow = temporary.resolve("flow.csv");
        final NaiveExchange answer = new GeneratedFiles(SEED).writeFlow(flow);

        final JsonObject result = replay(ExitCode.DONE, "--flow", flow);

        assertThat(result.get("sha256").getAsString()).as("seed %d", SEED).isEqualTo(answer.sha256());
        assertThat(result.get("reports").getAsInt()).isEqualTo(answer.reports());
        assertThat(result.get("resting").getAsInt()).isEqualTo(answer.resting());
    }

    @Test
    void shouldEqualTheBookOfGeneratedOrders() throws Exception {
        final Path orders = temporary.resolve("orders.csv");
        final Path book = temporary.resolve("book.csv");
        final int rows = new GeneratedFiles(SEED).writeOrders(orders, book);

        final JsonObject result = replay(ExitCode.DONE, "--orders", orders, "--book", book);

        assertThat(result.get("rowsEqual").getAsInt()).isEqualTo(rows);
    }

    @Test
    void shouldReplaySweepsAndReductionsAndWriteTheTrades() throws Exception {
        final Path orders = write("orders.csv",
            "msg_index,time,action,order_id,side,price,qty,expect_resting_id",
            "-1,1.0,SEED,1,S,10500,100,",
            "-1,1.0,SEED,2,S,10500,50,",
            "0,1.1,IOC,3,B,10500,50,2",
            "1,1.1,IOC,4,B,10500,20,1",
            "2,1.1,IOC,5,B,10500,80,1",
            "3,1.2,NEW,6,B,10000,70,",
            "3,1.2,REDUCE,6,B,10000,30,",
            "4,1.3,PURGE,6,B,10000,40,");
        final Path book = write("book.csv",
            "10500,100,-9999999999,0", "10500,80,0,0", "9999999999,0,,", ",,10000,40", ",0,,0");
        final Path trades = temporary.resolve("trades.csv");

        final JsonObject result = replay(ExitCode.DONE, "--orders", orders, "--book", book, "--trades", trades);

        assertThat(result.get("rowsEqual").getAsInt()).isEqualTo(5);
        assertThat(result.get("sweepsCompared").getAsInt()).isEqualTo(1);
        assertThat(result.get("sweepsEqual").getAsInt()).isEqualTo(1);
        assertThat(Files.readAllLines(trades)).containsExactly(
            "msg_index,price,qty,resting_id,aggressor_id",
            "0,10500,50,1,3", "1,10500,20,1,4", "2,10500,30,1,5", "2,10500,50,2,5");
    }

    @Test
    void shouldFailAndNameTheRowThatDiffers() throws Exception {
        final Path orders = write("orders.csv",
            "msg_index,time,action,order_id,side,price,qty,expect_resting_id",
            "0,1.0,NEW,1,S,10500,100,",
            "1,1.0,NEW,2,B,10400,10,");
        final Path book = write("book.csv", "10500,100,0,0", "10500,100,10400,11");

        final JsonObject result = replay(ExitCode.CHECK_FAILED, "--orders", orders, "--book", book);

        assertThat(result.get("rowsEqual").getAsInt()).isEqualTo(1);
        assertThat(result.get("firstDifferences").getAsString()).isEqualTo("row 1, level 0: recorded ask 10500 x 100,"
            + " bid 10400 x 11; here ask 10500 x 100, bid 10400 x 10");
        assertThat(Path.of(result.get("journal").getAsString())).isNotEmptyDirectory();
    }

    @Test
    void shouldFailWhenASweepHitsAnotherRestingOrder() throws Exception {
        final Path orders = write("orders.csv",
            "msg_index,time,action,order_id,side,price,qty,expect_resting_id",
            "0,1.0,NEW,1,S,10500,100,",
            "1,1.0,NEW,2,S,10500,100,",
            "2,1.0,IOC,3,B,10500,10,2");

        final JsonObject result = replay(ExitCode.CHECK_FAILED, "--orders", orders);

        assertThat(result.get("sweepsCompared").getAsInt()).isEqualTo(1);
        assertThat(result.get("sweepsEqual").getAsInt()).isZero();
    }

    @Test
    void shouldFailWhenAnOrderTradesThatIsNoRecordedAggressor() throws Exception {
        final Path orders = write("orders.csv",
            "msg_index,time,action,order_id,side,price,qty,expect_resting_id",
            "0,1.0,NEW,1,S,10500,100,",
            "1,1.0,NEW,2,B,10500,10,");

        assertThat(replay(ExitCode.CHECK_FAILED, "--orders", orders).get("firstDifferences").getAsString())
            .isEqualTo("order 2 is no IOC and traded 10 with order 1");
    }

    @Test
    void shouldFailWhenTheReportIsNotTheOneAskedFor() throws Exception {
        final Path flow = write("flow.csv", "type,order_id,side,price,qty,ioc", "N,1,B,10,5,0");

        assertThat(replay(ExitCode.CHECK_FAILED, "--flow", flow, "--sha256", "00").get("differences").getAsInt())
            .isEqualTo(1);
    }

    @Test
    void shouldTellWrongUseFromAFailedCheck() throws Exception {
        final Path flow = write("flow.csv", "type,order_id,side,price,qty,ioc", "N,1,B,10,5,0", "X,1,B,10,5,0");

        assertThat(run("replay")).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(run("replay", "--flow", temporary.resolve("none").toString())).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(run("replay", "--flow", flow.toString())).isEqualTo(ExitCode.NOT_ABLE);
        assertThat(errors.toString()).contains(flow + ", line 3: ");
    }

    @Test
    void shouldKeepTheJournalInTheDirectoryNamedAndRefuseOneInUse() throws Exception {
        final Path flow = write("flow.csv", "type,order_id,side,price,qty,ioc", "N,1,B,10,5,0");
        final Path journal = temporary.resolve("journal");

        replay(ExitCode.DONE, "--flow", flow, "--dir", journal);

        assertThat(journal).isNotEmptyDirectory();
        assertThat(run("replay", "--flow", flow.toString(), "--dir", journal.toString()))
            .isEqualTo(ExitCode.NOT_ABLE);
    }

    private Path write(final String name, final String... lines) throws Exception {
        return Files.write(temporary.resolve(name), List.of(lines));
    }

    private JsonObject replay(final int exitCode, final Object... options) {
        final String[] arguments = new String[options.length + 2];
        arguments[0] = "replay";
        arguments[1] = "--json";
        for (int i = 0; i < options.length; i++) {
            arguments[i + 2] = options[i].toString();
        }
        assertThat(run(arguments)).as(() -> output + "" + errors).isEqualTo(exitCode);
        return JsonParser.parseString(output.toString().lines().reduce("", (first, last) -> last)).getAsJsonObject();
    }

    private int run(final String... arguments) {
        final CommandLine commandLine = Everbook.commandLine();
        commandLine.setOut(new PrintWriter(output, true));
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments);
    }
}
