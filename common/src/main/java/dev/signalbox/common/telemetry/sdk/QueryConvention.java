package dev.signalbox.common.telemetry.sdk;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQuery;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import io.r2dbc.proxy.observation.QueryContext;
import io.r2dbc.proxy.observation.QueryObservationConvention;
import io.r2dbc.spi.ConnectionFactoryOptions;

/**
 * A CLIENT span for each SQL statement, and {@code db.client.operation.duration}, by OpenTelemetry's semantic
 * conventions for databases. The summary that names the span is made by the agent's own analyzer.
 */
class QueryConvention implements QueryObservationConvention {

    private static final int DEFAULT_PORT = 5432;

    private final SqlQueryAnalyzer analyzer = SqlQueryAnalyzer.create(true);
    private final KeyValues connection;

    QueryConvention(ConnectionFactoryOptions options) {
        KeyValues values = KeyValues.of(
                KeyValue.of("db.system.name", "postgresql"),
                KeyValue.of("db.namespace", String.valueOf(options.getValue(ConnectionFactoryOptions.DATABASE))),
                KeyValue.of("server.address", String.valueOf(options.getValue(ConnectionFactoryOptions.HOST))));
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        this.connection =
                port == null || port.equals(DEFAULT_PORT) ? values : values.and("server.port", String.valueOf(port));
    }

    @Override
    public String getName() {
        return "db.client.operation.duration";
    }

    @Override
    public String getContextualName(QueryContext context) {
        return analyzed(context).getQuerySummary();
    }

    /** Asked once when the statement is not yet known, and again when all is done. */
    @Override
    public KeyValues getLowCardinalityKeyValues(QueryContext context) {
        String summary = analyzed(context).getQuerySummary();
        KeyValues values = summary == null ? connection : connection.and("db.query.summary", summary);
        return context.getError() == null
                ? values
                : values.and("error.type", context.getError().getClass().getName());
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(QueryContext context) {
        String text = analyzed(context).getQueryText();
        return text == null ? KeyValues.empty() : KeyValues.of("db.query.text", text);
    }

    /** Cheap: the analyzer keeps the answers for the statements that it has seen. */
    private SqlQuery analyzed(QueryContext context) {
        return analyzer.analyzeWithSummary(
                String.join("; ", context.getQueries()), SqlDialect.DOUBLE_QUOTES_ARE_IDENTIFIERS);
    }
}
