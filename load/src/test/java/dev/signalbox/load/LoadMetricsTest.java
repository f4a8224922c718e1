package dev.signalbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadMetricsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void whatVisitorsWaitForLeadsToItsTrace() throws Exception {
        LoadMetrics.answered(new Answer("LoadMetricsTest", "GET /api/quotes", 200, 40, TRACE));

        assertThat(Scrape.lines())
                .anyMatch(line -> line.matches("signalbox_load_request_duration_seconds_bucket\\{"
                        + "error_type=\"\",http_response_status_code=\"200\",request=\"GET /api/quotes\",simulation=\"LoadMetricsTest\","
                        + "le=\"0.05\"} 1 # \\{trace_id=\"" + TRACE + "\"} 0.04 .*"));
    }

    @Test
    void anAnswerWithoutATraceCountsToo() throws Exception {
        LoadMetrics.answered(new Answer("LoadMetricsTest", "POST /api/orders", 502, 1500, null));
        LoadMetrics.answered(new Answer("LoadMetricsTest", "POST /api/orders", 502, 500, null));

        assertThat(Scrape.lines())
                .contains(
                        "signalbox_load_request_duration_seconds_count{error_type=\"\",http_response_status_code=\"502\","
                                + "request=\"POST /api/orders\",simulation=\"LoadMetricsTest\"} 2",
                        "signalbox_load_request_duration_seconds_sum{error_type=\"\",http_response_status_code=\"502\","
                                + "request=\"POST /api/orders\",simulation=\"LoadMetricsTest\"} 2.0");
    }
}
