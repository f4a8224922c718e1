package dev.signalbox.backend;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many spans a second the backend stores with one core: a backend in a process of its own gets batches of 512
 * spans, as the Java agent sends them, as fast as it takes them; counted is the processor time of its process.
 *
 * <p>Arguments: seconds (default 30), senders (default 4), heap (default 384m). On an idle machine, at the top:
 *
 * <pre>
 * mvn -q -pl local-backend -am -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd local-backend
 * java -cp target/test-classes:target/classes:$(cat target/classpath) dev.signalbox.backend.IngestBenchmark 30 4
 * </pre>
 */
public final class IngestBenchmark {

    private static final int BATCH = 512;

    private IngestBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        int senders = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        String heap = args.length > 2 ? args[2] : "384m";
        Path store = Files.createTempDirectory("ingest-benchmark");
        try (BackendProcess backend = BackendProcess.start(store, heap, "signalbox.store.flush-interval=300ms")) {
            List<byte[]> batches = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                batches.add(Gzip.compress(batch(new Random(i)).toByteArray()));
            }
            System.out.printf("batch: %d spans, %d bytes gzip%n", BATCH, batches.get(0).length);
            run(backend, batches, senders, 10);
            Duration before = cpu(backend);
            long storedBefore = stored(backend);
            long start = System.nanoTime();
            long[] answers = run(backend, batches, senders, seconds);
            while (backend.count("traces", "received") > stored(backend)) {
                Thread.onSpinWait();
            }
            double wall = (System.nanoTime() - start) / 1e9;
            double cpu = cpu(backend).minus(before).toNanos() / 1e9;
            long stored = stored(backend) - storedBefore;
            System.out.printf(
                    "stored %d spans in %.1f s: %.0f/s; %.1f s of processor time: %.0f spans/s per core;"
                            + " %d requests taken, %d refused%n",
                    stored, wall, stored / wall, cpu, stored / cpu, answers[0], answers[1]);
            try (var files = Files.list(store)) {
                files.forEach(file -> System.out.println(
                        file.getFileName() + " " + file.toFile().length() / 1e6 + " MB"));
            }
        }
    }

    /** Sends for so long; returns how many requests were taken and how many refused. */
    private static long[] run(BackendProcess backend, List<byte[]> batches, int senders, int seconds) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        LongAdder taken = new LongAdder();
        LongAdder refused = new LongAdder();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(senders);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            Random random = new Random(sender);
            tasks.add(() -> {
                while (System.nanoTime() < end) {
                    int status = client.send(
                                    HttpRequest.newBuilder(backend.traces())
                                            .header("Content-Type", "application/x-protobuf")
                                            .header("Content-Encoding", "gzip")
                                            .POST(BodyPublishers.ofByteArray(
                                                    batches.get(random.nextInt(batches.size()))))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode();
                    if (status == 200) {
                        taken.increment();
                    } else if (status == 429) {
                        refused.increment();
                    } else {
                        throw new IllegalStateException("status " + status);
                    }
                }
                return null;
            });
        }
        for (Future<Void> task : pool.invokeAll(tasks)) {
            task.get();
        }
        pool.shutdown();
        return new long[] {taken.sum(), refused.sum()};
    }

    /** Spans like those of a request through three services with their SQL statements. */
    private static ExportTraceServiceRequest batch(Random random) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        var traceId = Otlp.id(random, 16);
        var parent = Otlp.id(random, 8);
        for (int i = 0; i < BATCH; i++) {
            if (i % 12 == 0) {
                traceId = Otlp.id(random, 16);
            }
            long start = Otlp.now() + i;
            var id = Otlp.id(random, 8);
            scope.addSpans(Span.newBuilder()
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
                    .addAttributes(number("thread.id", random.nextInt(40))));
            parent = id;
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Otlp.resource("broker-service"))
                        .addScopeSpans(scope))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static Duration cpu(BackendProcess backend) {
        return backend.process().info().totalCpuDuration().orElseThrow();
    }

    private static long stored(BackendProcess backend) throws IOException, InterruptedException {
        return backend.count("traces", "stored");
    }
}
