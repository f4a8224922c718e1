package dev.signalbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadMetricsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** As Prometheus asks where exemplars are wanted. */
    private static List<String> scraped() throws IOException, InterruptedException {
        try (HTTPServer server = LoadMetrics.serve(0)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.getPort() + "/metrics"))
                    .header("Accept", "application/openmetrics-text;version=1.0.0")
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofLines())
                    .body()
                    .toList();
        }
    }

    @Test
    void whatVisitorsWaitForLeadsToItsTrace() throws Exception {
        LoadMetrics.answered(new Answer("LoadMetricsTest", "GET /api/quotes", 200, 40, TRACE));

        assertThat(scraped())
                .anyMatch(line -> line.matches("signalbox_load_request_duration_seconds_bucket\\{"
                        + "http_response_status_code=\"200\",request=\"GET /api/quotes\",simulation=\"LoadMetricsTest\","
                        + "le=\"0.05\"} 1 # \\{trace_id=\"" + TRACE + "\"} 0.04 .*"));
    }

    @Test
    void anAnswerWithoutATraceCountsToo() throws Exception {
        LoadMetrics.answered(new Answer("LoadMetricsTest", "POST /api/orders", 502, 1500, null));
        LoadMetrics.answered(new Answer("LoadMetricsTest", "POST /api/orders", 502, 500, null));

        assertThat(scraped())
                .contains(
                        "signalbox_load_request_duration_seconds_count{http_response_status_code=\"502\","
                                + "request=\"POST /api/orders\",simulation=\"LoadMetricsTest\"} 2",
                        "signalbox_load_request_duration_seconds_sum{http_response_status_code=\"502\","
                                + "request=\"POST /api/orders\",simulation=\"LoadMetricsTest\"} 2.0");
    }
}
