package dev.signalbox.backend.explorer;

/** Statements to start from, each of which answers a question of the lab. */
public enum SqlExample {
    SLOWEST_STATEMENTS("Slowest statement by service", """
            SELECT service, attributes->>'db.query.text' AS statement,
                   count(*) AS calls,
                   round(quantile_cont(duration_ns, 0.95) / 1e6, 2) AS p95_ms,
                   round(max(duration_ns) / 1e6, 2) AS max_ms
            FROM spans
            WHERE statement IS NOT NULL
            GROUP BY service, statement
            QUALIFY row_number() OVER (PARTITION BY service ORDER BY p95_ms DESC) <= 3
            ORDER BY p95_ms DESC"""),
    FAILED_ORDERS("Log lines of failed orders", """
            WITH failed AS (
              SELECT DISTINCT trace_id FROM spans
              WHERE name IN ('POST /orders', 'POST /api/orders') AND status = 'ERROR'
            )
            SELECT time, service, level, message, trace_id
            FROM logs JOIN failed USING (trace_id)
            ORDER BY time DESC
            LIMIT 200"""),
    SELF_TIME("Self time by method for POST /orders", """
            SELECT frames[-1] AS method,
                   round(sum(cpu_ns) / 1e6, 1) AS self_ms,
                   count(*) AS samples
            FROM samples JOIN stacks USING (stack_id)
            WHERE operation = 'POST /orders'
            GROUP BY method
            ORDER BY self_ms DESC
            LIMIT 25"""),
    REQUESTS_PER_MINUTE("Requests and errors per minute", """
            SELECT time_bucket(INTERVAL 1 MINUTE, start_time::TIMESTAMP) AS minute,
                   count(*) AS requests,
                   count(*) FILTER (status = 'ERROR') AS errors
            FROM spans
            WHERE kind = 'SERVER'
            GROUP BY minute
            ORDER BY minute""");

    private final String title;
    private final String statement;

    SqlExample(String title, String statement) {
        this.title = title;
        this.statement = statement;
    }

    public String title() {
        return title;
    }

    public String statement() {
        return statement;
    }

    /** The page that runs it. */
    public Address address() {
        return Address.of("/sql").with("q", statement);
    }
}
