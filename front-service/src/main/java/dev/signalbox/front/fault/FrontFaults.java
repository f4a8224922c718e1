package dev.signalbox.front.fault;

/** The keys of this service's faults in the flag file. */
public final class FrontFaults {

    /** Calls to other services go out without their trace context: traces fall apart. */
    public static final String LOST_TRACE_CONTEXT = "lost-trace-context";

    /** Every request writes this many log lines of no use. */
    public static final String LOG_STORM = "log-storm";

    /** Every request adds a metric series of its own, up to a limit. */
    public static final String METRIC_CARDINALITY_EXPLOSION = "metric-cardinality-explosion";

    private FrontFaults() {}
}
