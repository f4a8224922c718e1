package dev.signalbox.common.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.common.test.SampleService;
import dev.signalbox.common.test.TestPostgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What a service says of itself without the agent, by the names that the agent would use. */
@SpringBootTest(
        classes = {SampleService.class, WithoutAgentTest.InMemory.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.database=none",
            "spring.flyway.enabled=false",
            "management.tracing.export.enabled=true",
            "management.tracing.export.otlp.enabled=false",
            "management.opentelemetry.tracing.export.schedule-delay=50ms"
        })
@AutoConfigureWebTestClient(timeout = "30s")
class WithoutAgentTest {

    @Autowired
    WebTestClient client;

    @Autowired
    InMemorySpanExporter exported;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Beat beat;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestPostgres.shared().register(properties, "sample");
    }

    @BeforeEach
    void forgetOtherTests() {
        exported.reset();
    }

    @Test
    void aRequestItsOwnWorkAndItsQueryAreOneTrace() {
        Map<String, SpanData> spans = spansOf(get("/tables"), 3);

        SpanData server = spans.get("GET /tables");
        SpanData work = spans.get("tables.count");
        SpanData query = spans.get("SELECT pg_class");
        assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(work.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(query.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(query.getParentSpanId()).isEqualTo(work.getSpanId());
        assertThat(texts(query))
                .containsEntry("db.system.name", "postgresql")
                .containsEntry("db.query.summary", "SELECT pg_class")
                .containsEntry("db.query.text", "SELECT count(*) AS n FROM pg_class");
        assertThat(server.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(texts(server))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/tables")
                .containsEntry("url.path", "/tables")
                .containsEntry("url.scheme", "http");
    }

    @Test
    void timersHaveTheNamesLabelsAndBucketsOfTheConventions() {
        spansOf(get("/tables"), 3);

        Meter.Id server = meters.get("http.server.request.duration")
                .tag("http.route", "/tables")
                .timer()
                .getId();
        assertThat(server.getTags())
                .extracting(Tag::getKey)
                .containsExactlyInAnyOrder(
                        "http.request.method",
                        "http.response.status_code",
                        "http.route",
                        "network.protocol.version",
                        "url.scheme");
        assertThat(meters.get("db.client.operation.duration").timer().count()).isPositive();
        assertThat(meters.get("tables.count").timer().takeSnapshot().histogramCounts())
                .hasSizeGreaterThanOrEqualTo(14);
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("jvm.memory.used", "jvm.memory.used_after_last_gc", "jvm.thread.count", "jvm.class.count")
                .noneMatch(name -> name.startsWith("process.") || name.startsWith("system."));
    }

    @Test
    void theJvmIsMeasuredInTheUnitsOfTheConventions() {
        FunctionCounter cpuTime = meters.get("jvm.cpu.time").functionCounter();
        assertThat(cpuTime.getId().getBaseUnit()).isEqualTo("s");
        // In nanoseconds it would be a million times as much.
        assertThat(cpuTime.count()).isBetween(0.1, 86_400.0);
        assertThat(meters.get("jvm.cpu.recent_utilization").gauge().getId().getBaseUnit())
                .isEqualTo("1");
        assertThat(meters.get("jvm.thread.count").gauges())
                .allMatch(gauge -> "{thread}".equals(gauge.getId().getBaseUnit()));
        assertThat(meters.get("jvm.memory.used_after_last_gc")
                        .tag("jvm.memory.type", "heap")
                        .gauges())
                .isNotEmpty();
    }

    @Test
    void aLogLineAfterAThreadHopHasTheTraceIdOfItsRequest() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(SampleService.class);
        lines.start();
        logger.addAppender(lines);
        try {
            String traceId = get("/hop");
            ILoggingEvent line = lines.list.get(0);
            assertThat(line.getThreadName()).startsWith("another-thread");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("trace_id", traceId)
                    .containsKey("span_id");
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void aHealthCheckMakesNoTrace() {
        client.get().uri("/actuator/health").exchange().expectStatus().isOk();
        String traceId = get("/wishes");
        assertThat(spansOf(traceId, 1)).containsOnlyKeys("GET /wishes");
        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(traceId);
    }

    @Test
    void aFailureOfOurOwnIsAnErrorWithOneExceptionAndAClientsMistakeIsNone() {
        SpanData broken = spansOf(get("/broken"), 1).get("GET /broken");
        assertThat(broken.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(broken.getEvents()).hasSize(1);
        assertThat(texts(broken)).containsEntry("error.type", "500");

        SpanData unknown = spansOf(get("/nowhere"), 1).values().iterator().next();
        assertThat(unknown.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(unknown.getEvents()).isEmpty();
    }

    @Test
    void aRequestThatBringsNoTraceContextIsCountedAndOneThatDoesIsNot() {
        Counter without = meters.get("signalbox.requests.without_trace").counter();
        double before = without.count();

        client.get().uri("/actuator/health").exchange().expectStatus().isOk();
        client.get()
                .uri("/wishes")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(without.count()).isEqualTo(before);

        get("/wishes");
        assertThat(without.count()).isEqualTo(before + 1);
    }

    @Test
    void aCallThatBlocksTheThreadOfTheNetworkShowsAsLag() {
        Timer lag = meters.get("event.loop.lag").timer();
        await().until(() -> lag.count() > 0);

        get("/blocking");

        await().until(() -> late(lag) > 0);
    }

    /** How many of the probes had to wait for longer than a quarter of a second. */
    private static double late(Timer lag) {
        HistogramSnapshot snapshot = lag.takeSnapshot();
        return Arrays.stream(snapshot.histogramCounts())
                .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 250)
                .mapToDouble(bucket -> snapshot.count() - bucket.count())
                .sum();
    }

    @Test
    void scheduledWorkMakesNoTraceByItself() {
        long before = beat.count.get();
        await().until(() -> beat.count.get() > before + 2);

        spansOf(get("/wishes"), 1);
        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .noneMatch(name -> name.contains("beat"));
    }

    /** Asks, and tells the trace id of the answer. */
    private String get(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst(TraceId.HEADER);
    }

    private Map<String, SpanData> spansOf(String traceId, int atLeast) {
        await().untilAsserted(() -> assertThat(ofTrace(traceId)).hasSizeGreaterThanOrEqualTo(atLeast));
        return ofTrace(traceId).stream().collect(Collectors.toMap(SpanData::getName, Function.identity()));
    }

    private List<SpanData> ofTrace(String traceId) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(traceId))
                .toList();
    }

    private static Map<String, String> texts(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getKey(),
                        entry -> entry.getValue().toString()));
    }

    /** Something that is done time and again. */
    static class Beat {

        final AtomicLong count = new AtomicLong();

        @Scheduled(fixedDelayString = "PT0.02S")
        Mono<Void> beat() {
            return Mono.fromRunnable(count::incrementAndGet);
        }
    }

    @TestConfiguration
    @EnableScheduling
    static class InMemory {

        @Bean
        Beat beat() {
            return new Beat();
        }

        @Bean
        InMemorySpanExporter spanExporter() {
            return InMemorySpanExporter.create();
        }
    }
}
