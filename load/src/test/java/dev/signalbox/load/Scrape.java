package dev.signalbox.load;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What Prometheus gets of the load. */
final class Scrape {

    private Scrape() {}

    /** As Prometheus asks where exemplars are wanted. */
    static List<String> lines() throws IOException, InterruptedException {
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
}
