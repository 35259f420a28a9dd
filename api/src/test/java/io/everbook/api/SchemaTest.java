package io.everbook.api;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the schema against the rules its first comment gives.
 */
class SchemaTest {
    private static final Set<String> ROLES = Set.of("TRADER", "RISK", "MARKET_OPS", "SYSTEM", "LOG", "SITE", "ANY");
    private static final Path CODECS = Path.of("target", "generated-sources", "sbe", "io", "everbook", "protocol");

    private final List<Element> messages = messages();

    @Test
    void shouldGiveEveryTemplateIdOnceAndWithinARange() {
        assertThat(messages).extracting(SchemaTest::id).doesNotHaveDuplicates().allMatch(id -> id >= 1 && id <= 469);
    }

    @Test
    void shouldNameTheRolesThatMaySendEachCommand() {
        assertThat(messages).filteredOn(message -> id(message) < 100).isNotEmpty().allSatisfy(command ->
            assertThat(command.getAttribute("semanticType").split(" ")).as(command.getAttribute("name"))
                .isSubsetOf(ROLES));
    }

    @Test
    void shouldOpenEveryCommandAndEveryEventWithItsHeader() {
        assertThat(messages).filteredOn(message -> id(message) < 200).allSatisfy(message ->
            assertThat(firstField(message).getAttribute("type")).as(message.getAttribute("name"))
                .isEqualTo(id(message) < 100 ? "commandHeader" : "eventHeader"));
    }

    @Test
    void shouldFillEveryBlockToEightBytes() {
        assertThat(messages).allSatisfy(message ->
            assertThat(blockLength(message) % 8).as(message.getAttribute("name")).isZero());
    }

    private static int blockLength(final Element message) throws IOException {
        final String codec = Files.readString(CODECS.resolve(message.getAttribute("name") + "Decoder.java"));
        final Matcher constant = Pattern.compile("BLOCK_LENGTH = (\\d+);").matcher(codec);
        assertThat(constant.find()).isTrue();
        return Integer.parseInt(constant.group(1));
    }

    private static int id(final Element message) {
        return Integer.parseInt(message.getAttribute("id"));
    }

    private static Element firstField(final Element message) {
        return (Element) message.getElementsByTagName("field").item(0);
    }

    private static List<Element> messages() {
        try {
            final NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(Path.of("src", "main", "sbe", "everbook.xml").toFile()).getElementsByTagName("sbe:message");
            final List<Element> messages = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                messages.add((Element) found.item(i));
            }
            return messages;
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }
}
