package dev.signalbox.lab.verify;

import dev.signalbox.lab.console.Console;
import dev.signalbox.lab.verify.Row.Verdict;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of all promises.
 *
 * @param against which lab
 */
record Report(String against, List<Row> rows) {

    private static final int NAME_WIDTH = 48;
    private static final int VERDICT_WIDTH = 9;
    private static final int TIME_WIDTH = 8;
    private static final int TEXT_WIDTH = 90;

    boolean isPassed() {
        return rows.stream().noneMatch(Row::isFailed);
    }

    /** A table for people; what failed says what is missing and where to look. */
    String text(ColorScheme colors) {
        TextTable table = TextTable.forColumns(
                colors,
                new Column(NAME_WIDTH, 0, Overflow.SPAN),
                new Column(VERDICT_WIDTH, 0, Overflow.SPAN),
                new Column(TIME_WIDTH, 0, Overflow.SPAN),
                new Column(TEXT_WIDTH, 0, Overflow.WRAP));
        table.addRowValues("LINK", "", "AFTER", "FOLLOWED");
        for (Row row : rows) {
            table.addRowValues(
                    row.name(), verdict(row.verdict()), row.isTimed() ? Console.seconds(row.took()) : "", told(row));
            if (row.isFailed()) {
                table.addRowValues("", "", "", "look: " + row.look());
            }
        }
        long failed = rows.stream().filter(Row::isFailed).count();
        return table
                + System.lineSeparator()
                + (failed == 0
                        ? "All holds that is promised against " + against + "."
                        : failed + " of " + rows.size() + " do not hold against " + against + ".")
                + System.lineSeparator();
    }

    private static String told(Row row) {
        return row.isFailed() ? "missing: " + row.followed() : row.followed();
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case NOT_PROMISED -> "-";
        };
    }

    /** The same for programs; times are in seconds. */
    String json() {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("against", against);
        report.put("passed", isPassed());
        ArrayNode links = report.putArray("links");
        for (Row row : rows) {
            ObjectNode link = links.addObject()
                    .put("name", row.name())
                    .put("verdict", row.verdict().name().toLowerCase(Locale.ROOT))
                    .put("followed", row.followed());
            if (row.isTimed()) {
                link.put("seconds", row.took().toMillis() / 1000.0);
            }
            if (row.isFailed()) {
                link.put("look", row.look());
            }
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + System.lineSeparator();
    }
}
