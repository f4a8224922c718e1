-- What is stored, one table for each signal. Times are UTC. Ids are lower-case hex, as W3C trace context writes them.

-- A span as OTLP brought it.
CREATE TABLE IF NOT EXISTS spans (
    trace_id VARCHAR NOT NULL,
    span_id VARCHAR NOT NULL,
    parent_span_id VARCHAR,            -- NULL for the root of a trace
    service VARCHAR NOT NULL,          -- resource attribute service.name
    instance VARCHAR,                  -- resource attribute service.instance.id
    name VARCHAR NOT NULL,             -- "operation" in the query API
    kind VARCHAR NOT NULL,             -- INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER, UNSPECIFIED
    status VARCHAR NOT NULL,           -- UNSET, OK, ERROR
    status_message VARCHAR,
    start_time TIMESTAMP_NS NOT NULL,
    end_time TIMESTAMP_NS NOT NULL,
    duration_ns BIGINT NOT NULL,
    profile_id VARCHAR,                -- attribute pyroscope.profile.id, the link to samples.profile_id
    scope VARCHAR,                     -- name of the instrumentation
    attributes JSON NOT NULL,          -- {"http.route": "/orders", ...}
    resource JSON NOT NULL,
    events JSON,                       -- [{"timeUnixNano": 0, "name": "exception", "attributes": {}}, ...]
    links JSON                         -- [{"traceId": "", "spanId": "", "attributes": {}}, ...]
);

-- A log line as Loki's push API brought it.
CREATE TABLE IF NOT EXISTS logs (
    id BIGINT NOT NULL,                -- counts up in the order of arrival
    time TIMESTAMP_NS NOT NULL,
    service VARCHAR NOT NULL,          -- label service_name
    level VARCHAR NOT NULL,            -- TRACE, DEBUG, INFO, WARN, ERROR, or as it was sent; empty when unknown
    message VARCHAR NOT NULL,
    trace_id VARCHAR,
    span_id VARCHAR,
    attributes JSON NOT NULL           -- every other label and all structured metadata
);

-- One hit of the profiler: a thread was found running this stack.
CREATE TABLE IF NOT EXISTS samples (
    time TIMESTAMP_NS NOT NULL,
    service VARCHAR NOT NULL,
    profile_id VARCHAR,                -- NULL outside of a span
    operation VARCHAR,                 -- the span's name as the profiler knew it
    thread VARCHAR,
    stack_id BIGINT NOT NULL,
    cpu_ns BIGINT NOT NULL             -- how much time the sample stands for
);

-- Each different stack once.
CREATE TABLE IF NOT EXISTS stacks (
    stack_id BIGINT NOT NULL,
    frames VARCHAR[] NOT NULL          -- outermost caller first: frames[-1] is what was running
);
