package dev.signalbox.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.signalbox.backend.profile.Recordings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many spans, log lines and profile samples a second the backend stores with one core: for each of them a backend in a
 * process of its own, as in the lab, gets requests as the services send them, as fast as it takes them; counted is the
 * processor time of its process. Not one of the build's tests; on an idle machine, at the top:
 *
 * <pre>
 * mvn -q -pl local-backend -am test -Dtest=IngestBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dseconds=30 -Dsenders=4} say for how long, and how many send at the same time.
 */
class IngestBenchmark {

    private static final int SECONDS = Integer.getInteger("seconds", 30);
    private static final int SENDERS = Integer.getInteger("senders", 4);
    private static final int WARM_UP_SECONDS = 10;

    /** How many requests are made before, to be sent again and again. */
    private static final int DIFFERENT_REQUESTS = 32;

    /** As many as the Java agent sends at a time. */
    private static final int SPANS = 512;

    /** As many as loki4j sends at a time, when there are so many. */
    private static final int LINES = 1_000;

    private static final int SPANS_OF_A_TRACE = 12;

    @TempDir
    Path stores;

    @Test
    void whatIsTakenIsStoredAndTheMemoryIsBounded() throws Exception {
        List<String> table = new ArrayList<>();
        table.add("| | stored per second | and core | requests taken | refused | most memory, MB |");
        table.add("|---|---|---|---|---|---|");
        table.add(measure("spans", "traces", (backend, random) -> backend.spans(spans(random))));
        table.add(measure("log lines", "logs", (backend, random) -> backend.lines(lines(random))));
        // Ten seconds of a service that is always busy, at a hundred samples a second.
        table.add(measure(
                "profile samples",
                "profiles",
                (backend, random) -> backend.recording(Recordings.busy(random.nextInt(1 << 16), 250, 4, 80))));
        System.out.printf("%n%s%n", String.join("\n", table));
    }

    private String measure(String name, String signal, BiFunction<BackendProcess, Random, HttpRequest> request)
            throws Exception {
        try (BackendProcess backend =
                BackendProcess.start(stores.resolve(signal), "signalbox.store.flush-interval=300ms")) {
            List<HttpRequest> requests = IntStream.range(0, DIFFERENT_REQUESTS)
                    .mapToObj(i -> request.apply(backend, new Random(i)))
                    .toList();
            send(backend, requests, WARM_UP_SECONDS);
            Duration usedBefore = backend.processorTime();
            long storedBefore = backend.count(signal, "stored");
            long start = System.nanoTime();
            Answers answers = send(backend, requests, SECONDS);
            while (backend.count(signal, "received") > backend.count(signal, "stored")) {
                Thread.onSpinWait();
            }
            double wall = (System.nanoTime() - start) / 1e9;
            double used = backend.processorTime().minus(usedBefore).toNanos() / 1e9;
            long stored = backend.count(signal, "stored") - storedBefore;
            assertThat(stored).isPositive();
            assertThat(backend.count(signal, "dropped")).isZero();
            assertThat(backend.mostMemory()).isLessThan(BackendProcess.MOST_MEMORY);
            return "| %s | %,.0f | %,.0f | %,d | %,d | %d |"
                    .formatted(
                            name,
                            stored / wall,
                            stored / used,
                            answers.taken(),
                            answers.refused(),
                            backend.mostMemory());
        }
    }

    private record Answers(long taken, long refused) {}

    private static Answers send(BackendProcess backend, List<HttpRequest> requests, int seconds) throws Exception {
        LongAdder taken = new LongAdder();
        LongAdder refused = new LongAdder();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        Callable<Void> sender = () -> {
            Random random = new Random();
            while (System.nanoTime() < end) {
                int status = backend.send(requests.get(random.nextInt(requests.size())))
                        .statusCode();
                assertThat(status).isIn(200, 204, 429);
                (status == 429 ? refused : taken).increment();
            }
            return null;
        };
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            for (Future<Void> ended : senders.invokeAll(
                    IntStream.range(0, SENDERS).mapToObj(i -> sender).toList())) {
                ended.get();
            }
        } finally {
            senders.shutdownNow();
        }
        return new Answers(taken.sum(), refused.sum());
    }

    /** Like those of requests through three services with their SQL statements. */
    private static ExportTraceServiceRequest spans(Random random) {
        List<Span> spans = new ArrayList<>();
        ByteString traceId = Otlp.id(random, 16);
        ByteString parent = Otlp.id(random, 8);
        for (int i = 0; i < SPANS; i++) {
            if (i % SPANS_OF_A_TRACE == 0) {
                traceId = Otlp.id(random, 16);
            }
            long start = Otlp.now() + i;
            ByteString id = Otlp.id(random, 8);
            spans.add(Span.newBuilder()
                    .setTraceId(traceId)
                    .setSpanId(id)
                    .setParentSpanId(parent)
                    .setName("POST /orders")
                    .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                    .setStartTimeUnixNano(start)
                    .setEndTimeUnixNano(start + random.nextInt(1 << 26))
                    .addAttributes(Otlp.attribute("http.request.method", "POST"))
                    .addAttributes(Otlp.attribute("http.route", "/orders"))
                    .addAttributes(Otlp.attribute("url.path", "/orders/" + random.nextInt(1000)))
                    .addAttributes(Otlp.attribute("thread.name", "reactor-http-epoll-" + random.nextInt(4)))
                    .addAttributes(Otlp.attribute("db.query.text", "SELECT * FROM orders WHERE id = $1 AND owner = $2"))
                    .addAttributes(number("http.response.status_code", 201))
                    .addAttributes(number("server.port", 8082))
                    .addAttributes(number("thread.id", random.nextInt(40)))
                    .build());
            parent = id;
        }
        return Otlp.request("broker-service", spans.toArray(Span[]::new));
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    /** Like those of an order, with all that the services add. */
    private static Loki.Stream lines(Random random) {
        return new Loki.Stream(
                Map.of("service_name", "broker-service", "level", "INFO"),
                IntStream.range(0, LINES)
                        .mapToObj(i -> new Loki.Line(
                                Otlp.now() + i,
                                "Order of " + random.nextInt(1000) + " shares of ACME was filled at "
                                        + random.nextInt(10_000) / 100.0,
                                Map.of(
                                        "trace_id",
                                        Otlp.hex(Otlp.id(random, 16)),
                                        "span_id",
                                        Otlp.hex(Otlp.id(random, 8)),
                                        "thread",
                                        "reactor-http-epoll-" + random.nextInt(4),
                                        "logger",
                                        "dev.signalbox.broker.order.Orders",
                                        "order.side",
                                        "BUY")))
                        .toList());
    }
}
