package dev.signalbox.lab.verify;

import static dev.signalbox.lab.verify.Link.Needs.NOTHING_ELSE;
import static dev.signalbox.lab.verify.Link.Needs.PROFILER;
import static dev.signalbox.lab.verify.Link.Needs.PROMETHEUS;

import dev.signalbox.lab.service.ServicePart;
import java.util.ArrayList;
import java.util.List;

/** All that the lab promises of its links, one entry for each. */
record Contract(TraceLinks traces, MetricLinks metrics, ProfileLinks profiles, AlertLinks alerts, SignalLinks signals) {

    private static final String LISTED = " in docs/telemetry.md";

    List<Link> links() {
        List<Link> links = new ArrayList<>(List.of(
                new Link(
                        "response header -> trace",
                        NOTHING_ELSE,
                        "is the fault lost-trace-context on (./signalbox fault list)? Does the service export (its log,"
                                + " and http://localhost:3000/api/ingest)?",
                        traces::headerToTrace),
                new Link(
                        "trace -> log lines of every service in it",
                        NOTHING_ELSE,
                        "trace_id in common/src/main/resources/logback-signalbox.xml; logback-mdc in observability/agent",
                        traces::traceToLogLines),
                new Link(
                        "log line -> trace",
                        NOTHING_ELSE,
                        "trace_id, span_id and %%kvp in common/src/main/resources/logback-signalbox.xml",
                        traces::logLineToTrace),
                new Link(
                        "metric exemplar -> trace",
                        PROMETHEUS,
                        "--enable-feature=exemplar-storage; trace_id in http://localhost:8889/metrics, asked for as"
                                + " OpenMetrics",
                        metrics::exemplarToTrace),
                new Link(
                        "trace -> metrics of its service",
                        PROMETHEUS,
                        "names and labels of http.server.request.duration" + LISTED,
                        metrics::traceToMetrics),
                new Link(
                        "business metric -> orders in the database",
                        PROMETHEUS,
                        "order.book" + LISTED + "; the table orders of the database broker",
                        metrics::orderCountToDatabase),
                new Link(
                        "span -> profile samples",
                        PROFILER,
                        "otel.pyroscope.* in observability/agent; the label spanId that the profiler puts on samples",
                        profiles::spanToSamples),
                new Link(
                        "calls -> edges of the service map",
                        NOTHING_ELSE,
                        "http://localhost:3000/api/calls; a caller's span without its callee's",
                        traces::callsToServiceMap),
                new Link(
                        "activity entry -> trace",
                        NOTHING_ELSE,
                        "http://localhost:8080/activity; signalbox.links.* of front-service",
                        traces::activityToTrace),
                new Link(
                        "fault flag -> span event",
                        NOTHING_ELSE,
                        "faults.json in the lab's folder; SpanEventHook in common",
                        traces::flagToSpanEvent),
                new Link(
                        "alert -> dashboard and runbook",
                        PROMETHEUS,
                        "annotations in observability/prometheus/rules; docs/runbooks; observability/grafana/dashboards",
                        alerts::alertToDashboardAndRunbook)));
        links.addAll(signalLinks());
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

    private static Link signal(String name, Link.Needs needs, Link.Check check) {
        return new Link(name, needs, "the tables" + LISTED, check);
    }
}
