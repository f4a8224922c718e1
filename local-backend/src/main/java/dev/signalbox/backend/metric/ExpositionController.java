package dev.signalbox.backend.metric;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All metrics for Prometheus to scrape: OpenMetrics with exemplars, or the plain text format. */
@RestController
class ExpositionController {

    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Series series;
    private final IngestMetrics own;

    ExpositionController(Series series, IngestMetrics own) {
        this.series = series;
        this.own = own;
    }

    @GetMapping("/metrics")
    void metrics(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        ExpositionFormatWriter writer =
                openMetrics ? formats.getOpenMetricsTextFormatWriter() : formats.getPrometheusTextFormatWriter();
        List<MetricSnapshot> snapshots = new ArrayList<>(series.snapshots());
        snapshots.addAll(own.snapshots());
        response.setContentType(writer.getContentType());
        writer.write(response.getOutputStream(), new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
    }
}
