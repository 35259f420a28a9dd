package io.everbook.cli.journal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a dump shows records.
 */
enum DumpFormat {
    /** Lines for a person: the record's own, its command's, and one for every event. */
    TEXT {
        @Override
        List<String> lines(final DecodedRecord record, final Set<String> columns) {
            return record.toLines();
        }
    },
    /** One JSON object a record and line. */
    JSON {
        @Override
        List<String> lines(final DecodedRecord record, final Set<String> columns) {
            return List.of(GSON.toJson(record.toJson()));
        }
    },
    /** A line for each message, the command of a record first, with a column for every field that any message has. */
    CSV {
        @Override
        List<String> header(final Set<String> columns) {
            return List.of(RECORD_COLUMNS.stream().map("record."::concat).collect(Collectors.joining(","))
                + ",record.checksum,place,message," + String.join(",", columns));
        }

        @Override
        List<String> lines(final DecodedRecord record, final Set<String> columns) {
            final List<String> lines = new ArrayList<>();
            lines.add(row(record, 0, record.command(), columns));
            record.events().forEach(event -> lines.add(row(record, lines.size(), event, columns)));
            return lines;
        }
    };

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final List<String> RECORD_COLUMNS =
        List.of("sequence", "epoch", "timeNs", "logPosition", "connection", "firstExecutionId", "eventCount");

    /**
     * The lines before the first record.
     *
     * @param columns the fields that messages have.
     * @return none but of a format with columns.
     */
    List<String> header(final Set<String> columns) {
        return List.of();
    }

    /**
     * The lines of a record.
     *
     * @param record  to show.
     * @param columns the fields that messages have.
     * @return the lines.
     */
    abstract List<String> lines(DecodedRecord record, Set<String> columns);

    private static String row(
        final DecodedRecord record, final int place, final DecodedMessage message, final Set<String> columns) {
        final Map<String, Object> fields = new HashMap<>();
        message.forEach(fields::put);
        return RECORD_COLUMNS.stream().map(column -> String.valueOf(record.header().get(column)))
            .collect(Collectors.joining(",")) + ',' + record.checksumText() + ',' + place + ',' + message.name() + ','
            + columns.stream().map(column -> cell(fields.get(column))).collect(Collectors.joining(","));
    }

    private static String cell(final Object value) {
        final String text = value == null ? "" : DecodedMessage.text(value);
        return "-".equals(text) ? "" : text;
    }
}
