package dev.signalbox.backend.trace;

import dev.signalbox.backend.store.Json;
import dev.signalbox.backend.store.Writer;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** Puts spans into their table. */
final class SpanTable {

    private SpanTable() {}

    static Writer.Rows rows(List<Span> spans) {
        return tables -> {
            DuckDBAppender appender = tables.appender("spans");
            // Spans of a process share one resource: write it as JSON once.
            Map<Object, String> resources = new IdentityHashMap<>();
            for (Span span : spans) {
                append(appender, span, resources.computeIfAbsent(span.resource(), Json::write));
            }
        };
    }

    /** In the order of the columns in schema.sql. */
    private static void append(DuckDBAppender row, Span span, String resource) throws SQLException {
        row.beginRow()
                .append(span.traceId())
                .append(span.spanId())
                .append(span.parentSpanId())
                .append(span.service())
                .append(span.instance())
                .append(span.name())
                .append(span.kind())
                .append(span.status())
                .append(span.statusMessage())
                .appendEpochNanos(span.startTimeUnixNano())
                .appendEpochNanos(span.endTimeUnixNano())
                .append(span.durationNano())
                .append(span.profileId())
                .append(span.scope())
                .append(Json.write(span.attributes()))
                .append(resource)
                .append(span.events().isEmpty() ? null : Json.write(span.events()))
                .append(span.links().isEmpty() ? null : Json.write(span.links()))
                .endRow();
    }
}
