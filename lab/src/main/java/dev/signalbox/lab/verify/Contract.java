package dev.signalbox.lab.verify;

import static dev.signalbox.lab.verify.Link.Needs.NOTHING_ELSE;
import static dev.signalbox.lab.verify.Link.Needs.PROFILER;
import static dev.signalbox.lab.verify.Link.Needs.PROMETHEUS;

import dev.signalbox.lab.service.ServicePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a lab promises of its links, one entry for each.
 *
 * @param dataSources empty in a lab that has no Grafana
 */
record Contract(
        TraceLinks traces,
        MetricLinks metrics,
        ProfileLinks profiles,
        AlertLinks alerts,
        SignalLinks signals,
        Optional<DataSourceLinks> dataSources,
        Place place) {

    static final String HEADER_TO_TRACE = "response header -> trace";
    static final String TRACE_TO_LOG_LINES = "trace -> log lines of every service in it";
    static final String LOG_LINE_TO_TRACE = "log line -> trace";
    static final String EXEMPLAR_TO_TRACE = "metric exemplar -> trace";
    static final String TRACE_TO_METRICS = "trace -> metrics of its service";
    static final String METRIC_TO_ORDERS = "business metric -> orders in the database";
    static final String SPAN_TO_SAMPLES = "span -> profile samples";
    static final String CALLS_TO_MAP = "calls -> edges of the service map";
    static final String ACTIVITY_TO_TRACE = "activity entry -> trace";
    static final String FLAG_TO_EVENT = "fault flag -> span event";
    static final String ALERT_TO_PAGES = "alert -> dashboard and runbook";

    private static final String LISTED = " in docs/telemetry.md";

    List<Link> links() {
        List<Link> links = new ArrayList<>(List.of(
                new Link(
                        HEADER_TO_TRACE,
                        NOTHING_ELSE,
                        "is the fault lost-trace-context on (./signalbox fault list)? Does the service export (its log,"
                                + " and " + place.received() + ")?",
                        traces::headerToTrace),
                new Link(
                        TRACE_TO_LOG_LINES,
                        NOTHING_ELSE,
                        "trace_id in common/src/main/resources/logback-signalbox.xml; logback-mdc in observability/agent",
                        traces::traceToLogLines),
                new Link(
                        LOG_LINE_TO_TRACE,
                        NOTHING_ELSE,
                        "trace_id, span_id and %%kvp in common/src/main/resources/logback-signalbox.xml",
                        traces::logLineToTrace),
                new Link(
                        EXEMPLAR_TO_TRACE,
                        PROMETHEUS,
                        "--enable-feature=exemplar-storage; trace_id in " + place.openMetrics()
                                + ", asked for as OpenMetrics",
                        metrics::exemplarToTrace),
                new Link(
                        TRACE_TO_METRICS,
                        PROMETHEUS,
                        "names and labels of http.server.request.duration" + LISTED,
                        metrics::traceToMetrics),
                new Link(
                        METRIC_TO_ORDERS,
                        PROMETHEUS,
                        "order.book" + LISTED + "; the table orders of the database broker",
                        metrics::orderCountToDatabase),
                new Link(
                        SPAN_TO_SAMPLES,
                        PROFILER,
                        "otel.pyroscope.* in observability/agent; the label spanId that the profiler puts on samples",
                        profiles::spanToSamples),
                new Link(
                        CALLS_TO_MAP,
                        NOTHING_ELSE,
                        place.serviceMap() + "; a caller's span without its callee's",
                        traces::callsToServiceMap),
                new Link(
                        ACTIVITY_TO_TRACE,
                        NOTHING_ELSE,
                        "http://localhost:8080/activity; signalbox.links.* of front-service",
                        traces::activityToTrace),
                new Link(
                        FLAG_TO_EVENT,
                        NOTHING_ELSE,
                        place.faults() + "; SpanEventHook in common",
                        traces::flagToSpanEvent),
                new Link(
                        ALERT_TO_PAGES,
                        PROMETHEUS,
                        "annotations in observability/prometheus/rules; docs/runbooks; observability/grafana/dashboards",
                        alerts::alertToDashboardAndRunbook)));
        links.addAll(signalLinks());
        dataSources.map(Contract::dataSourceLinks).ifPresent(links::addAll);
        return List.copyOf(links);
    }

    private List<Link> signalLinks() {
        List<Link> links = new ArrayList<>();
        for (String service : ServicePart.NAMES.stream().sorted().toList()) {
            links.add(signal("metrics of " + service, PROMETHEUS, () -> signals.metricsOf(service)));
            links.add(signal("log attributes of " + service, NOTHING_ELSE, () -> signals.logAttributesOf(service)));
        }
        // Front-service has none of its own.
        links.add(signal("spans of auth-service", NOTHING_ELSE, () -> signals.spansOf("auth-service")));
        links.add(signal("spans of broker-service", NOTHING_ELSE, () -> signals.spansOf("broker-service")));
        links.add(signal("span events", NOTHING_ELSE, signals::spanEvents));
        links.add(signal("no metric that is not listed", PROMETHEUS, signals::noOtherMetrics));
        links.add(signal("no span that is not listed", NOTHING_ELSE, signals::noOtherSpans));
        links.add(signal("no log attribute that is not listed", NOTHING_ELSE, signals::noOtherLogAttributes));
        return links;
    }

    /** The links of Grafana's data sources. */
    static List<Link> dataSourceLinks(DataSourceLinks of) {
        return List.of(
                dataSource("data source tempo: trace -> log lines", of::traceToLogs),
                dataSource("data source tempo: trace -> metrics", of::traceToMetrics),
                dataSource("data source tempo: span -> profile samples", of::traceToProfiles),
                dataSource("data source tempo: service map", of::serviceMap),
                dataSource("data source loki: log line -> trace", of::logLineToTrace),
                dataSource("data sources prometheus: exemplar -> trace", of::exemplarToTrace),
                dataSource("data sources prometheus: rules -> alerts", of::rulesToAlerts));
    }

    private static Link dataSource(String name, Link.Check check) {
        return new Link(name, NOTHING_ELSE, "observability/grafana/provisioning/datasources/datasources.yaml", check);
    }

    private static Link signal(String name, Link.Needs needs, Link.Check check) {
        return new Link(name, needs, "the tables" + LISTED, check);
    }
}
