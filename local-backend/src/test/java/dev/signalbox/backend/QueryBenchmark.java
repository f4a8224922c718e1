package dev.signalbox.backend;

import dev.signalbox.backend.store.Database;
import dev.signalbox.backend.store.StoreSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * How long each page takes as the store grows: a backend in a process of its own, as in the lab, over a store of so many
 * spans of the last six hours, twelve to a trace, with a fifth as many log lines and samples. Printed are the median and
 * the slowest of some requests for each page, and the memory of the process, all of it and its heap.
 *
 * <p>Arguments: numbers of spans (default 100000 and 1000000). 10000000 take about 3 GB of disk and some minutes to make.
 * To be run as {@link IngestBenchmark} is.
 */
public final class QueryBenchmark {

    private static final int WARM_UP = 3;
    private static final int REQUESTS = 15;
    private static final Duration TIME = Duration.ofHours(6);
    private static final long TRACE = 12;

    /** What is measured, and what it is called in the table. */
    private record Page(String name, String address) {}

    private static final List<Page> PAGES = List.of(
            new Page("overview", "/"),
            new Page("traces of the last 5 minutes", "/traces?range=5m"),
            new Page("traces of the last hour", "/traces?range=1h"),
            new Page("all traces", "/traces"),
            new Page("traces with an error in a service", "/traces?range=1h&service=broker-service&status=error"),
            new Page("traces by attribute", "/traces?range=1h&attribute=url.path%3D/orders/77"),
            new Page("one trace", "/traces/{trace}"),
            new Page("one trace, flame graph", "/traces/{trace}?view=flame"),
            new Page("all log lines", "/logs"),
            new Page("log lines by text", "/logs?text=number+77"),
            new Page("log lines by metadata", "/logs?range=1h&attribute=order.id%3D77"),
            new Page("profile of the last 15 minutes", "/profiles?range=15m"),
            new Page("profile of everything", "/profiles"),
            new Page(
                    "SQL: p95 by service",
                    "/sql?q=SELECT+service,+quantile_cont(duration_ns,+0.95)+FROM+spans+GROUP+BY+ALL"));

    private QueryBenchmark() {}

    public static void main(String[] args) throws Exception {
        long[] sizes = args.length == 0
                ? new long[] {100_000, 1_000_000}
                : Arrays.stream(args).mapToLong(Long::parseLong).toArray();
        for (long size : sizes) {
            Path store = Files.createTempDirectory("query-benchmark");
            try {
                measure(store, size);
            } finally {
                FileSystemUtils.deleteRecursively(store);
            }
        }
    }

    private static void measure(Path store, long spans) throws Exception {
        fill(store, spans);
        System.out.printf("%n%,d spans, %.0f MB on disk%n", spans, Files.size(store.resolve("signals.duckdb")) / 1e6);
        String trace;
        try (BackendProcess backend = BackendProcess.start(store, "384m", "signalbox.store.max-size=10GB")) {
            trace = backend.get("/api/traces?limit=1&range=5m")
                    .body()
                    .replaceFirst("(?s).*?\"traceId\":\"([0-9a-f]{32})\".*", "$1");
            System.out.printf("%-36s %10s %10s %8s%n", "page", "median ms", "slowest ms", "kB");
            for (Page page : PAGES) {
                measure(backend, page.name(), page.address().replace("{trace}", trace));
            }
            System.out.printf(
                    "memory: %d MB at most%n", mostMemory(backend.process().pid()) / 1024);
        }
    }

    private static void measure(BackendProcess backend, String name, String address) throws Exception {
        List<Double> millis = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            long start = System.nanoTime();
            HttpResponse<String> response = backend.get(address);
            double took = (System.nanoTime() - start) / 1e6;
            if (response.statusCode() != 200) {
                throw new IllegalStateException(address + " -> " + response.statusCode());
            }
            size = response.body().length();
            if (i >= WARM_UP) {
                millis.add(took);
            }
        }
        Collections.sort(millis);
        System.out.printf(
                "%-36s %10.1f %10.1f %8d%n", name, millis.get(REQUESTS / 2), millis.get(REQUESTS - 1), size / 1000);
    }

    /** The most that the process has had in memory, in KiB: heap, DuckDB and all else. */
    private static long mostMemory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void fill(Path store, long spans) throws SQLException {
        StoreSettings settings = new StoreSettings(
                store,
                Duration.ofDays(7),
                DataSize.ofGigabytes(10),
                DataSize.ofMegabytes(512),
                2,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
        long begin = Otlp.now() - TIME.toNanos();
        long step = TIME.toNanos() / (spans / TRACE + 1);
        long fifth = spans / 5;
        try (Database database = new Database(settings);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO spans
                    WITH rows AS (
                      SELECT i, i // %1$d AS trace, i %% %1$d AS n, hash(i) %% 1000 AS r,
                        %2$d + (i // %1$d) * %3$d + n * 500000 AS start_ns,
                        (1e6 * exp(r / 200.0) / (n + 1))::BIGINT AS duration_ns
                      FROM range(%4$d) t(i))
                    SELECT md5('trace' || trace), left(md5('span' || i), 16),
                      CASE WHEN n = 0 THEN NULL ELSE left(md5('span' || (i - 1)), 16) END,
                      ['front-service', 'broker-service', 'auth-service'][n // 4 + 1], 'instance-1',
                      ['POST /api/orders', 'POST', 'INSERT activity', 'GET', 'POST /orders', 'order.price',
                       'order.book', 'INSERT orders', 'GET /sessions/current', 'session.verify',
                       'SELECT sessions users', 'GET'][n + 1],
                      ['SERVER', 'CLIENT', 'INTERNAL'][n %% 3 + 1],
                      CASE WHEN hash(trace) %% 100 = 0 AND n %% 4 = 0 THEN 'ERROR' ELSE 'UNSET' END, NULL,
                      make_timestamp_ns(start_ns), make_timestamp_ns(start_ns + duration_ns), duration_ns,
                      CASE WHEN n %% 4 = 0 THEN left(md5('span' || i), 16) END, 'benchmark',
                      '{"http.request.method":"POST","http.route":"/orders","url.path":"/orders/' || r
                        || '","thread.name":"reactor-http-epoll-' || r %% 4
                        || '","db.query.text":"SELECT * FROM orders WHERE id = $1 AND owner = $2","server.port":8082}',
                      '{"service.namespace":"signalbox","service.version":"0.1.0","deployment.environment.name":"lab"}',
                      NULL, NULL
                    FROM rows ORDER BY i""".formatted(TRACE, begin, step, spans));
            statement.execute("""
                    INSERT INTO logs
                    SELECT i, make_timestamp_ns(%1$d + i * %2$d), ['front-service', 'broker-service', 'auth-service'][i %% 3 + 1],
                      CASE WHEN hash(i) %% 100 = 0 THEN 'ERROR' WHEN hash(i) %% 20 = 0 THEN 'WARN' ELSE 'INFO' END,
                      'Order number ' || hash(i) %% 1000 || ' of a visitor was filled', md5('trace' || i * 5 // %3$d),
                      left(md5('span' || i * 5), 16),
                      '{"thread":"reactor-http-epoll-1","logger":"dev.signalbox.broker.order.Orders","order.id":"'
                        || hash(i) %% 1000 || '"}'
                    FROM range(%4$d) t(i) ORDER BY i""".formatted(begin, TIME.toNanos() / fifth, TRACE, fifth));
            statement.execute("""
                    INSERT INTO stacks
                    SELECT i, list_transform(range(40), lambda d: 'dev.signalbox.Level' || d || '.method'
                      || CASE WHEN d < 10 THEN 0 WHEN d < 25 THEN i % 20 ELSE i END)
                    FROM range(2000) t(i)""");
            statement.execute("""
                    INSERT INTO samples
                    SELECT make_timestamp_ns(%1$d + i * %2$d), ['front-service', 'broker-service', 'auth-service'][i %% 3 + 1],
                      CASE WHEN i %% 2 = 0 THEN left(md5('span' || i * 5 // 4 * 4), 16) END,
                      CASE WHEN i %% 2 = 0 THEN 'POST /orders' END, 'thread', hash(i) %% 2000, 10000000
                    FROM range(%3$d) t(i) ORDER BY i""".formatted(begin, TIME.toNanos() / fifth, fifth));
            statement.execute("CHECKPOINT");
        }
    }
}
