package dev.signalbox.backend.profile;

import dev.signalbox.backend.store.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Puts samples and new stacks into their tables. */
final class SampleTable {

    private SampleTable() {}

    static Writer.Rows rows(Recording recording) {
        return tables -> {
            appendNewStacks(tables.connection(), recording.stacks());
            DuckDBAppender row = tables.appender("samples");
            for (Sample sample : recording.samples()) {
                row.beginRow()
                        .appendEpochNanos(sample.epochNanos())
                        .append(sample.service())
                        .append(sample.profileId())
                        .append(sample.operation())
                        .append(sample.thread())
                        .append(sample.stackId())
                        .append(sample.cpuNanos())
                        .endRow();
            }
        };
    }

    private static void appendNewStacks(DuckDBConnection connection, Map<Long, List<String>> stacks)
            throws SQLException {
        Set<Long> known = known(connection, stacks.keySet());
        // An appender of its own: the next recording in this transaction has to see these stacks.
        try (DuckDBAppender row = connection.createAppender("stacks")) {
            for (Map.Entry<Long, List<String>> stack : stacks.entrySet()) {
                if (!known.contains(stack.getKey())) {
                    row.beginRow().append(stack.getKey().longValue());
                    row.append(stack.getValue()).endRow();
                }
            }
        }
    }

    private static Set<Long> known(DuckDBConnection connection, Set<Long> ids) throws SQLException {
        Set<Long> known = new HashSet<>();
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        if (list.isEmpty()) {
            return known;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT stack_id FROM stacks WHERE stack_id IN (" + list + ")")) {
            while (row.next()) {
                known.add(row.getLong(1));
            }
        }
        return known;
    }
}
