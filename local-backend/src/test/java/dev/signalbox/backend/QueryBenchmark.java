package dev.signalbox.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.store.Database;
import dev.signalbox.backend.store.StoreSettings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * How long each page takes as the store grows: a backend in a process of its own, as in the lab, over a store of so many
 * spans of the last six hours, twelve to a trace, with a fifth as many log lines and samples. Printed are the median of some
 * requests for each page, in brackets the processor time of one, the disk, and the most memory of the process; then, for
 * each SQL query, how long it takes on the page where it takes longest, with reading its rows. Not one of the build's tests;
 * on an idle machine, at the top:
 *
 * <pre>
 * mvn -q -pl local-backend -am test -Dtest=QueryBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dspans=100000,1000000,10000000} says how many; that many take 3 GB of disk and some ten minutes.
 */
class QueryBenchmark {

    /** The compilers are done with most of a page after so many times. */
    private static final int WARM_UP = 20;

    private static final int REQUESTS = 15;

    /** A page that takes seconds is asked for less often. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private static final Duration TIME = Duration.ofHours(6);
    private static final long TRACE = 12;

    /** How many rows are stored by one statement. */
    private static final long AT_ONCE = 500_000;

    /** Different stacks of the samples: as many as a quarter of an hour with several faults has brought. */
    private static final int STACKS = 30_000;

    /** Address of each page that is measured, by its name in the table. */
    private static final Map<String, String> PAGES = pages();

    @TempDir
    Path stores;

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("traces of the last 5 minutes", "/traces?range=5m");
        pages.put("traces of the last hour", "/traces?range=1h");
        pages.put("all traces", "/traces");
        pages.put(
                "traces of an hour with an error in a service", "/traces?range=1h&service=broker-service&status=error");
        pages.put("traces of an hour by attribute", "/traces?range=1h&attribute=url.path%3D/orders/77");
        pages.put("one trace", "/traces/{trace}");
        pages.put("one trace with its flame graph", "/traces/{trace}?view=flame");
        pages.put("all log lines", "/logs");
        pages.put("log lines by text", "/logs?text=number+77");
        pages.put("log lines of an hour by metadata", "/logs?range=1h&attribute=order.id%3D77");
        pages.put("profile of 15 minutes", "/profiles?range=15m");
        pages.put("profile of everything", "/profiles");
        pages.put(
                "SQL: p95 of all spans by service",
                "/sql?q=SELECT+service,+quantile_cont(duration_ns,+0.95)+FROM+spans+GROUP+BY+ALL");
        return pages;
    }

    @Test
    void everyPageIsAnsweredHoweverMuchIsStoredAndTheMemoryIsBounded() throws Exception {
        long[] sizes = Stream.of(System.getProperty("spans", "100000,1000000").split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        Map<String, String> pages = new LinkedHashMap<>();
        Map<String, String> queries = new TreeMap<>();
        for (long size : sizes) {
            Map<String, Longest> longest = new TreeMap<>();
            measure(size, longest).forEach((name, cell) -> append(pages, name, cell));
            longest.forEach((name, most) ->
                    append(queries, name, "%.1f, %.1f (%s)".formatted(most.median(), most.shortest(), most.page())));
        }
        print("page: median ms (of processor time)", sizes, pages);
        print("query: median and shortest ms (where it takes longest)", sizes, queries);
    }

    private static void append(Map<String, String> rows, String name, String cell) {
        rows.merge(name, cell, (row, next) -> row + " | " + next);
    }

    private static void print(String title, long[] sizes, Map<String, String> rows) {
        System.out.printf(
                "%n| %s | %s |%n|---|%s%n",
                title,
                LongStream.of(sizes).mapToObj("%,d spans"::formatted).collect(Collectors.joining(" | ")),
                "---|".repeat(sizes.length));
        rows.forEach((name, cells) -> System.out.printf("| %s | %s |%n", name, cells));
    }

    /** How long a query takes on the page where it takes longest. */
    private record Longest(double median, double shortest, String page) {

        Longest(List<Double> millis, String page) {
            this(QueryBenchmark.median(millis), Collections.min(millis), page);
        }

        static Longest of(Longest one, Longest other) {
            return one.median < other.median ? other : one;
        }
    }

    /**
     * One answer to a request.
     *
     * @param millis from the request to the last byte
     * @param queries milliseconds of each query by its name; of one that was asked several times the longest
     */
    private record Look(double millis, Map<String, Double> queries) {}

    /** The cells of a column, by the names of the rows. */
    private Map<String, String> measure(long spans, Map<String, Longest> longest) throws Exception {
        Path store = Files.createDirectory(stores.resolve(String.valueOf(spans)));
        fill(store, spans);
        Map<String, String> cells = new LinkedHashMap<>();
        try (BackendProcess backend = BackendProcess.startTimed(store, "signalbox.store.max-size=10GB")) {
            String trace = backend.get("/api/traces?limit=1&range=5m")
                    .body()
                    .replaceFirst("(?s).*?\"traceId\":\"([0-9a-f]{32})\".*", "$1");
            for (Map.Entry<String, String> page : PAGES.entrySet()) {
                String name = page.getKey();
                String address = page.getValue().replace("{trace}", trace);
                warmUp(backend, address);
                Duration used = backend.processorTime();
                List<Look> looks = looks(backend, address);
                used = backend.processorTime().minus(used);
                Map<String, List<Double>> queries = new TreeMap<>();
                looks.forEach(look -> look.queries()
                        .forEach((query, millis) -> queries.computeIfAbsent(query, key -> new ArrayList<>())
                                .add(millis)));
                queries.forEach((query, millis) -> longest.merge(query, new Longest(millis, name), Longest::of));
                cells.put(
                        name,
                        "%.0f (%d)"
                                .formatted(
                                        median(looks.stream().map(Look::millis).toList()),
                                        used.toMillis() / looks.size()));
                System.out.printf("%,d spans, %s: %s ms%n", spans, name, cells.get(name));
            }
            assertThat(backend.mostMemory()).isLessThan(BackendProcess.MOST_MEMORY);
            cells.put("on disk, MB", "%.0f".formatted(Files.size(store.resolve("signals.duckdb")) / 1e6));
            cells.put("most memory of the process, MB", String.valueOf(backend.mostMemory()));
        }
        FileSystemUtils.deleteRecursively(store);
        return cells;
    }

    private static void warmUp(BackendProcess backend, String address) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            if (look(backend, address).millis() > LONG_ENOUGH.toMillis() / REQUESTS) {
                break;
            }
        }
    }

    private static List<Look> looks(BackendProcess backend, String address) throws Exception {
        List<Look> looks = new ArrayList<>();
        for (double sum = 0; looks.size() < REQUESTS && sum < LONG_ENOUGH.toMillis(); ) {
            Look look = look(backend, address);
            looks.add(look);
            sum += look.millis();
        }
        return looks;
    }

    private static Look look(BackendProcess backend, String address) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> answer = backend.get(address);
        double millis = (System.nanoTime() - start) / 1e6;
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        Map<String, Double> queries = new TreeMap<>();
        for (String query : answer.headers().allValues(TimedBackend.HEADER)) {
            String[] nameAndMillis = query.split(";dur=");
            queries.merge(nameAndMillis[0], Double.valueOf(nameAndMillis[1]), Math::max);
        }
        return new Look(millis, queries);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
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
            insert(statement, spans, """
                    INSERT INTO spans
                    WITH rows AS (
                      SELECT i, i // %1$d AS trace, i %% %1$d AS n, hash(i) %% 1000 AS r,
                        %2$d + (i // %1$d) * %3$d + n * 500000 AS start_ns,
                        (1e6 * exp(r / 200.0) / (n + 1))::BIGINT AS duration_ns
                      FROM ROWS)
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
                    FROM rows""".formatted(TRACE, begin, step));
            insert(statement, fifth, """
                    INSERT INTO logs
                    SELECT i, make_timestamp_ns(%1$d + i * %2$d), ['front-service', 'broker-service', 'auth-service'][i %% 3 + 1],
                      CASE WHEN hash(i) %% 100 = 0 THEN 'ERROR' WHEN hash(i) %% 20 = 0 THEN 'WARN' ELSE 'INFO' END,
                      'Order number ' || hash(i) %% 1000 || ' of a visitor was filled', md5('trace' || i * 5 // %3$d),
                      left(md5('span' || i * 5), 16),
                      '{"thread":"reactor-http-epoll-1","logger":"dev.signalbox.broker.order.Orders","order.id":"'
                        || hash(i) %% 1000 || '"}'
                    FROM ROWS""".formatted(begin, TIME.toNanos() / fifth, TRACE));
            // A hundred frames deep, of some twenty thousand methods, a few of which have most of the time.
            insert(statement, STACKS, """
                    INSERT INTO stacks
                    SELECT i, list_transform(range(100), lambda d: 'dev.signalbox.Level' || d || '.method'
                      || CASE WHEN d < 30 THEN 0 WHEN d < 60 THEN i % 20 WHEN d < 90 THEN (500 * pow(i % 1000 / 1000.0, 4))::INT
                        ELSE hash(i * 100 + d) % 2000 END)
                    FROM ROWS""");
            insert(statement, fifth, """
                    INSERT INTO samples
                    SELECT make_timestamp_ns(%1$d + i * %2$d), ['front-service', 'broker-service', 'auth-service'][i %% 3 + 1],
                      CASE WHEN i %% 2 = 0 THEN left(md5('span' || i * 5 // 4 * 4), 16) END,
                      CASE WHEN i %% 2 = 0 THEN 'POST /orders' END, 'thread', hash(i) %% %3$d, 10000000
                    FROM ROWS""".formatted(begin, TIME.toNanos() / fifth, STACKS));
            statement.execute("CHECKPOINT");
        }
    }

    /** Inserts so many rows, numbered by i, some at a time: what a statement holds in memory grows with them. */
    private static void insert(Statement statement, long rows, String sql) throws SQLException {
        for (long first = 0; first < rows; first += AT_ONCE) {
            statement.execute(sql.replace(
                    "ROWS", "range(%d, %d) t(i)".formatted(first, Math.min(first + AT_ONCE, rows))));
        }
    }
}
