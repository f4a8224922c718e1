package dev.signalbox.lab.verify;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Exemplar;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.observe.Span;
import dev.signalbox.lab.service.ServicePart;
import dev.signalbox.lab.verify.Visit.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What leads to a metric, and what a metric leads to. */
final class MetricLinks {

    static final String DURATION = "http_server_request_duration_seconds";
    private static final String REQUESTS = DURATION + "_count{service_namespace=\"signalbox\"}";
    private static final String ORDERS = "sum(order_book_seconds_count{order_outcome=~\"filled|open|rejected\"})";

    /** Orders whose caller did not wait for the answer: they may be booked, and are counted as neither. */
    private static final String UNCERTAIN = "sum(order_book_seconds_count{order_outcome=\"error\"})";

    /** Services report every 10 s, Prometheus asks every 5 s. */
    static final Duration SETTLED = Duration.ofSeconds(20);

    private final Backends backends;
    private final OrderTable orders;
    private final Before before;
    private final Visit visit;

    /**
     * What was counted before the visit.
     *
     * @param at when that was
     * @param requests by service, method, route and status
     */
    record Before(Instant at, Map<Route, Double> requests, double orders, double uncertain) {

        static Before look(Backends backends) {
            return new Before(
                    Instant.now(),
                    requestsOf(backends),
                    Sample.sum(backends.query(ORDERS)),
                    Sample.sum(backends.query(UNCERTAIN)));
        }

        /** What is known where nobody can be asked. */
        static Before unknown() {
            return new Before(Instant.now(), Map.of(), 0, 0);
        }
    }

    /** What tells requests apart, in spans and in metrics alike. */
    record Route(String service, String method, String route, String status) {

        static Route of(Sample sample) {
            return new Route(
                    sample.label("service_name"),
                    sample.label("http_request_method"),
                    sample.label("http_route"),
                    sample.label("http_response_status_code"));
        }

        static Route of(Span span) {
            return new Route(
                    span.service(),
                    span.attribute("http.request.method"),
                    span.attribute("http.route"),
                    span.attribute("http.response.status_code"));
        }

        @Override
        public String toString() {
            return service + " " + method + " " + route + " " + status;
        }
    }

    MetricLinks(Backends backends, OrderTable orders, Before before, Visit visit) {
        this.backends = backends;
        this.orders = orders;
        this.before = before;
        this.visit = visit;
    }

    /** Each service has reported what it counts. */
    static String reports(Backends backends) {
        Set<String> reported = backends.query("group by (service_name) ({service_namespace=\"signalbox\"})").stream()
                .map(sample -> sample.label("service_name"))
                .collect(Collectors.toSet());
        Missing.unless(
                reported.containsAll(ServicePart.NAMES), "reports of all services, there are those of " + reported);
        return String.join(", ", reported);
    }

    /** Each service's histogram of request durations points at traces of the visit. */
    String exemplarToTrace() {
        Set<String> traces = visit.steps().stream().map(Step::traceId).collect(Collectors.toSet());
        for (String service : ServicePart.NAMES) {
            String histogram = DURATION + "_bucket{service_name=\"" + service + "\"}";
            List<Exemplar> exemplars = backends.exemplarsOf(histogram, visit.begun());
            Missing.unless(!exemplars.isEmpty(), "an exemplar on " + histogram + " since the visit began");
            String traceId = exemplars.stream()
                    .map(Exemplar::traceId)
                    .filter(traces::contains)
                    .findFirst()
                    .orElseThrow(() -> new Missing(
                            "a trace of the visit among the " + exemplars.size() + " exemplars on " + histogram));
            Missing.unless(
                    backends.trace(traceId).stream()
                            .anyMatch(span -> span.service().equals(service)),
                    "a span of " + service + " in the trace " + traceId + ", which an exemplar of it names");
        }
        return DURATION + " of " + ServicePart.NAMES.size() + " services";
    }

    /** Each request that is a span of the visit is counted by its service, with the same method, route and status. */
    String traceToMetrics() {
        Map<Route, Integer> made = new HashMap<>();
        for (Step step : visit.steps()) {
            for (Span span : backends.trace(step.traceId())) {
                if (span.isServer()) {
                    made.merge(Route.of(span), 1, Integer::sum);
                }
            }
        }
        Missing.unless(!made.isEmpty(), "the traces of the visit");
        Map<Route, Double> now = requestsOf(backends);
        made.forEach((route, count) -> Missing.unless(
                now.containsKey(route) && now.get(route) - before.requests().getOrDefault(route, 0.0) >= count,
                count + " more of " + route + " in " + DURATION + "_count"));
        return made.size() + " routes in " + DURATION;
    }

    /** As many orders as the metric counts are in the database, those of the visit among them. */
    String orderCountToDatabase() {
        Instant now = Instant.now();
        Instant settled = now.minus(SETTLED);
        Missing.unless(settled.isAfter(visit.ended()), "a report of orders since the visit");
        List<Sample> counted = backends.query(ORDERS);
        Missing.unless(!counted.isEmpty(), "a sample of " + ORDERS);
        double increase = Sample.sum(counted) - before.orders();
        double uncertain = Sample.sum(backends.query(UNCERTAIN)) - before.uncertain();
        // What was placed in the last moments may be counted or not.
        long atLeast = orders.placedUntil(settled) - orders.placedUntil(before.at());
        long atMost = orders.placedUntil(Instant.now())
                - orders.placedUntil(before.at().minus(SETTLED));
        Missing.unless(
                increase + uncertain >= atLeast && increase <= atMost,
                "as many orders in the database (" + atLeast + " to " + atMost
                        + ") as order_book_seconds_count counts (" + Math.round(increase) + ", and "
                        + Math.round(uncertain) + " whose caller was gone)");
        return Math.round(increase) + " orders since the visit began";
    }

    private static Map<Route, Double> requestsOf(Backends backends) {
        return backends.query(REQUESTS).stream().collect(Collectors.toMap(Route::of, Sample::value, Double::sum));
    }
}
