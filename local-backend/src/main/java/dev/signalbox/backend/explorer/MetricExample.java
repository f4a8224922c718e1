package dev.signalbox.backend.explorer;

import dev.signalbox.backend.promql.Show;

/** Questions to begin with. */
public enum MetricExample {
    REQUESTS("Requests per second, by service", "http_server_request_duration_seconds", Show.RATE, "service_name"),
    ROUTES("How long requests take, p95 by route", "http_server_request_duration_seconds", Show.P95, "http_route"),
    STATUS("Answers by status", "http_server_request_duration_seconds", Show.RATE, "http_response_status_code"),
    STATEMENTS("How long statements take, p95", "db_client_operation_duration_seconds", Show.P95, "db_query_summary"),
    HASHING("How long a password is hashed", "password_hash_seconds", Show.QUANTILES, null),
    ORDERS("Orders, by outcome", "order_book_seconds", Show.RATE, "order_outcome"),
    EVENT_LOOP("Lag of the event loop, p99 by service", "event_loop_lag_seconds", Show.P99, "service_name"),
    MEMORY("Memory of the JVM, by pool", "jvm_memory_used_bytes", Show.SUM, "jvm_memory_pool_name");

    private final String title;
    private final String metric;
    private final Show show;
    private final String by;

    MetricExample(String title, String metric, Show show, String by) {
        this.title = title;
        this.metric = metric;
        this.show = show;
        this.by = by;
    }

    public String title() {
        return title;
    }

    /** The metric that it is about. */
    public String metric() {
        return metric;
    }

    /** The page that answers it. */
    public Address address() {
        return Address.of(MetricsPage.PATH)
                .with("metric", metric)
                .with("show", show.label())
                .with("by", by);
    }
}
