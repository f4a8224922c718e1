package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Times;
import dev.signalbox.backend.store.Json;
import dev.signalbox.backend.store.Writer;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBAppender;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts log lines into their table, and numbers them. */
@Component
class LogTable {

    private final AtomicLong nextId;

    LogTable(JdbcClient db) {
        nextId = new AtomicLong(db.sql("SELECT coalesce(max(id), 0) + 1 FROM logs")
                .query(Long.class)
                .single());
    }

    Writer.Rows rows(List<LogLine> lines) {
        return tables -> {
            DuckDBAppender appender = tables.appender("logs");
            for (LogLine line : lines) {
                append(appender, line);
            }
        };
    }

    /** In the order of the columns in schema.sql. */
    private void append(DuckDBAppender row, LogLine line) throws SQLException {
        row.beginRow()
                .append(nextId.getAndIncrement())
                .appendEpochNanos(Times.nanos(line.time()))
                .append(line.service())
                .append(line.level())
                .append(line.message())
                .append(line.traceId())
                .append(line.spanId())
                .append(Json.write(line.attributes()))
                .endRow();
    }
}
