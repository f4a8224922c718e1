package dev.signalbox.load;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;

/**
 * How long visitors wait for which answer, or for none, for Prometheus: Gatling itself writes to the console and to a file
 * only. An answer has a status, what is never answered has an {@code error_type} in its place.
 */
final class LoadMetrics {

    /** To Prometheus the same as if the label were not there. */
    private static final String NONE = "";

    private static final Histogram DURATION = Histogram.builder()
            .name("signalbox_load_request_duration_seconds")
            .help("From a request's beginning until its answer was whole, or nobody waited for it any more.")
            .unit(Unit.SECONDS)
            .labelNames("simulation", "request", "http_response_status_code", "error_type")
            .classicOnly()
            // Those of the services' http_server_request_duration_seconds, so that both can be held side by side.
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
            .register();

    /**
     * Lets Prometheus fetch them at {@code /metrics}, from any address, until the process ends.
     *
     * @param port 0 for one that is free
     * @throws IOException if it cannot listen there
     */
    static HTTPServer serve(int port) throws IOException {
        return HTTPServer.builder().port(port).buildAndStart();
    }

    static void answered(Answer answer) {
        DistributionDataPoint duration =
                DURATION.labelValues(answer.simulation(), answer.request(), Integer.toString(answer.status()), NONE);
        double seconds = Unit.millisToSeconds(answer.millis());
        if (answer.traceId() == null) {
            duration.observe(seconds);
        } else {
            duration.observeWithExemplar(seconds, Labels.of("trace_id", answer.traceId()));
        }
    }

    /**
     * There was no answer.
     *
     * @param errorType why, in one of a few words
     * @param nanos from the moment the request was begun until the visitor went on without an answer
     */
    static void unanswered(String simulation, String request, String errorType, long nanos) {
        DURATION.labelValues(simulation, request, NONE, errorType).observe(Unit.nanosToSeconds(nanos));
    }

    private LoadMetrics() {}
}
