package dev.signalbox.backend.trace;

import dev.signalbox.backend.store.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts spans into a store. */
public final class StoredSpans {

    private final JdbcClient db;

    public StoredSpans(JdbcClient db) {
        this.db = db;
    }

    public void add(SpanBuilder... spans) {
        for (SpanBuilder builder : spans) {
            Span span = builder.build();
            db.sql("""
                            INSERT INTO spans VALUES (:traceId, :spanId, :parent, :service, :instance, :name, :kind,
                              :status, NULL, make_timestamp_ns(:start), make_timestamp_ns(:end), :duration, :profileId,
                              :scope, :attributes, :resource, :events, NULL)
                            """)
                    .param("traceId", span.traceId())
                    .param("spanId", span.spanId())
                    .param("parent", span.parentSpanId())
                    .param("service", span.service())
                    .param("instance", span.instance())
                    .param("name", span.name())
                    .param("kind", span.kind())
                    .param("status", span.status())
                    .param("start", span.startTimeUnixNano())
                    .param("end", span.endTimeUnixNano())
                    .param("duration", span.durationNano())
                    .param("profileId", span.profileId())
                    .param("scope", span.scope())
                    .param("attributes", Json.write(span.attributes()))
                    .param("resource", Json.write(span.resource()))
                    .param("events", Json.write(span.events()))
                    .update();
        }
    }
}
