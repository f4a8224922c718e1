package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.RecordedServer;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.promql.Metric;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriComponentsBuilder;

/** The page of metrics, with what a real Prometheus has answered. Of the pair the first does not run. */
class MetricsPageTest {

    private static final String DURATION = "http_server_request_duration_seconds";
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    static Path directory;

    private static RecordedServer prometheus;
    private static RunningBackend backend;

    @BeforeAll
    static void start() throws IOException {
        prometheus = new RecordedServer()
                .answer("/-/ready", "")
                .answer("/api/v1/label/__name__/values", "prometheus/names.json")
                .answer("/api/v1/metadata", "prometheus/metadata.json")
                .answer("/api/v1/labels", "prometheus/labels.json")
                .answer("/api/v1/query_exemplars", "prometheus/exemplars.json")
                .answer("/api/v1/query_range", MetricsPageTest::range);
        backend = asking("store", NOBODY + "," + prometheus.url());
    }

    /** On a busy machine an answer takes a while; that it comes soon is not what is tested. */
    private static RunningBackend asking(String store, String servers) {
        return RunningBackend.start(
                directory.resolve(store),
                "signalbox.servers.prometheus=" + servers,
                "signalbox.servers.timeout=30s",
                "signalbox.servers.query-timeout=30s");
    }

    private static String range(String form) {
        if (form.contains("sum(rate(x)")) {
            return "prometheus/parse-error.json";
        }
        if (form.contains("up * on(job) up")) {
            return "prometheus/execution-error.json";
        }
        return form.contains("histogram_quantile") ? "prometheus/quantile.json" : "prometheus/range.json";
    }

    @AfterAll
    static void stop() {
        backend.close();
        prometheus.close();
    }

    @BeforeEach
    void forget() {
        prometheus.forms().clear();
    }

    @Test
    void withoutAMetricAllAreListedAsPeopleKnowThem() {
        Document page = page(200);

        assertThat(page.select(".asked").text()).contains("prometheus-2");
        assertThat(page.select(".metrics tbody tr td:lt(2)").eachText())
                .containsExactly(
                        "alertmanager_alerts",
                        "gauge",
                        "auth_sign_ins_total",
                        "counter",
                        "go_gc_duration_seconds",
                        "summary",
                        "http_server_request_duration_seconds",
                        "histogram",
                        "jvm_memory_used_bytes",
                        "gauge",
                        "order_book_seconds",
                        "histogram",
                        "prometheus_http_requests_total",
                        "counter",
                        "service:http_requests:rate1m",
                        "up");
        assertThat(page.select(".beginnings a").eachText())
                .contains("Requests per second, by service")
                .doesNotContain("How long a password is hashed");
    }

    @Test
    void manyMetricsAreGroupedByTheFirstWordOfTheirNames() {
        List<Metric> metrics = Stream.of("go_gc_seconds", "go_threads", "jvm_a", "jvm_b", "service:http:rate1m", "up")
                .map(name -> new Metric(name, Metric.Type.UNKNOWN, ""))
                .toList();

        assertThat(MetricGroup.of(metrics))
                .containsExactly(
                        new MetricGroup("go", metrics.subList(0, 2)),
                        new MetricGroup("jvm", metrics.subList(2, 4)),
                        new MetricGroup(MetricGroup.OTHERS, metrics.subList(4, 6)));
    }

    @Test
    void aFewMetricsAreSeenWithoutOpeningTheirGroup() {
        assertThat(page(200, "find", "SIGN_IN")
                        .select("details.group[open] .what")
                        .eachText())
                .containsExactly("auth_sign_ins_total");
    }

    @Test
    void ofAMetricThatIsNotThereThePageSaysSoAndListsThoseThatAre() {
        Document page = page(200, "metric", "nothing_total");

        assertThat(page.select(".empty").text()).contains("Prometheus has no metric nothing_total now");
        assertThat(page.select(".metrics .what").eachText()).contains("up");
        assertThat(page.select("[role=alert]")).isEmpty();
    }

    @Test
    void aMetricIsFoundByItsNameOrItsMeaning() {
        assertThat(page(200, "find", "SIGN_IN").select(".metrics .what").eachText())
                .containsExactly("auth_sign_ins_total");
        assertThat(page(200, "find", "garbage collection")
                        .select(".metrics .what")
                        .eachText())
                .containsExactly("go_gc_duration_seconds");
        assertThat(page(200, "find", "nothing has this").text()).contains("No name and no meaning has that in it");
    }

    @Test
    void aChosenMetricIsAskedForInPromQlThatThePageShows() {
        Document page =
                page(200, "metric", DURATION, "show", "rate", "by", "service_name", "where", "http_route=/orders");

        String promql = "sum by (service_name) (rate(" + DURATION + "_count{http_route=\"/orders\"}[60s]))";
        assertThat(page.select("textarea[name=query]").text()).isEqualTo(promql);
        assertThat(prometheus.forms()).anyMatch(form -> form.contains("query=" + promql) && form.contains("step=5"));
        assertThat(page.select(".lines-table tbody tr").eachText())
                .containsExactly(
                        "auth-service 0.258/s 2.61/s 0.258/s 5.13/s",
                        "front-service 0.341/s 1.83/s 0.341/s 3.51/s",
                        "broker-service 0.252/s 1.2/s 0.237/s 2.38/s");
        assertThat(page.select("select[name=by] option[selected]").val()).isEqualTo("service_name");
        assertThat(page.select("input[name=where]").eachAttr("value")).containsExactly("http_route=/orders");
    }

    @Test
    void aLineLeadsToItselfAlone() {
        Document page = page(200, "metric", DURATION, "show", "rate", "by", "service_name");

        assertThat(page.select(".lines-table a").first().attr("href"))
                .contains("where=service_name%3Dauth-service")
                .doesNotContain("by=");
    }

    @Test
    void quantilesAreToldApart() {
        Document page = page(200, "metric", DURATION);

        assertThat(page.select(".lines-table tbody td:first-child").eachText())
                .contains("auth-service p50", "auth-service p99");
        assertThat(page.select("select[name=show] option[selected]").val()).isEqualTo("quantiles");
    }

    @Test
    void exemplarsLeadToTheirTraces() {
        Document page = page(200, "metric", DURATION);

        assertThat(page.select(".exemplars tbody tr").first().text()).contains("POST /orders", "broker-service");
        assertThat(page.select(".exemplars a").eachAttr("href"))
                .isNotEmpty()
                .allMatch(link -> link.matches("/traces/[0-9a-f]{32}"));
        assertThat(page.select("#chart").attr("data-drawing"))
                .contains("\"traceId\":\"d18275c25fe5af66d4afee6689764ebf\"");
    }

    @Test
    void anExpressionOfOnesOwnIsAskedAsItIs() {
        Document page = page(200, "query", "sum(rate({__name__=~\".+_count\"}[1m])) > 0", "range", "1h");

        assertThat(prometheus.forms())
                .anyMatch(form ->
                        form.contains("query=sum(rate({__name__=~\".+_count\"}[1m])) > 0") && form.contains("step=15"));
        assertThat(page.select(".legend a").attr("href"))
                .startsWith(prometheus.url() + "/graph?g0.expr=sum%28rate%28%7B");
    }

    @Test
    void anExpressionCanBeTypedIntoTheAddress() throws IOException {
        // Java's clients encode the brackets, browsers do not.
        try (Socket socket = new Socket("127.0.0.1", backend.mainPort())) {
            socket.getOutputStream()
                    .write("GET /chart?query=rate(x{a=1}[1m]) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(rate(x)|1:12: parse error: unclosed left parenthesis",
                "up * on(job) up|many-to-many matching not allowed"
            })
    void whatPrometheusRefusesIsSaidInItsOwnWords(String promql, String message) {
        Document page = page(400, "query", promql);

        assertThat(page.select("[role=alert]").text()).contains("Prometheus says:", message);
        assertThat(page.select("textarea[name=query]").text()).isEqualTo(promql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by|no_such_label|has no label no_such_label",
                "show|mode|no way to show a metric called mode",
                "where|route|a label is written name=value",
                "range|soon|range must be like 15m",
                "from|yesterday|not a time",
                "from|2200-01-01T00:00:00Z|ends before it starts"
            })
    void whatCannotBeMeantIsSaid(String parameter, String value, String message) {
        Document page = page(400, "metric", DURATION, parameter, value);

        assertThat(page.select("[role=alert]").text()).contains(message);
    }

    @Test
    void whereNoPrometheusAnswersThePageSaysHowToGetOne() {
        try (RunningBackend alone = asking("alone", NOBODY + "," + NOBODY)) {
            Document page = RunningBackend.html(alone.get("/chart?metric=up"));

            assertThat(page.select(".empty").text()).contains("no Prometheus answers", "./signalbox doctor");
            assertThat(page.select("[role=alert]")).isEmpty();
        }
    }

    @Test
    void somethingElseOnThePortOfPrometheusIsSaid() throws IOException {
        try (RecordedServer other = new RecordedServer()
                        .answer("/-/ready", "")
                        .answer("/api/v1/label/__name__/values", "alerts/alertmanager.json");
                RunningBackend misled = asking("misled", other.url())) {
            assertThat(RunningBackend.html(misled.get("/chart"))
                            .select(".empty")
                            .text())
                    .contains("answers something else");
        }
    }

    private static Document page(int status, String... parameters) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/chart");
        Object[] values = new Object[parameters.length / 2];
        for (int i = 0; i < parameters.length; i += 2) {
            address.queryParam(parameters[i], "{value}");
            values[i / 2] = parameters[i + 1];
        }
        HttpResponse<byte[]> response =
                backend.get(address.encode().buildAndExpand(values).toUriString());
        assertThat(response.statusCode()).isEqualTo(status);
        return RunningBackend.html(response);
    }
}
