package dev.signalbox.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.backend.Loki;
import dev.signalbox.backend.RunningBackend;
import dev.signalbox.backend.explorer.SqlExample;
import dev.signalbox.backend.port.Listener;
import dev.signalbox.backend.store.Database;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked in SQL, and that nothing else may. */
class SqlAttackTest {

    @TempDir
    static Path directory;

    private static RunningBackend backend;
    private static SqlQueries queries;

    /** As briefly as statements can be ended; for those that take for ever. */
    private static SqlQueries impatient;

    @BeforeAll
    static void startWithSomeLines() {
        backend = RunningBackend.start(directory, "signalbox.sql.timeout=2s");
        queries = backend.bean(SqlQueries.class);
        impatient = new SqlQueries(backend.bean(Database.class), new SqlSettings(Duration.ofSeconds(1)));
        push(100);
        backend.await(
                "/api/ingest", counts -> counts.path("logs").path("stored").asLong() == 100);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // write
                "DELETE FROM logs",
                "UPDATE logs SET message = ''",
                "INSERT INTO logs SELECT * FROM logs",
                "DROP TABLE logs",
                "TRUNCATE logs",
                "ALTER TABLE logs DROP message",
                "CREATE TABLE t (i INT)",
                "CREATE TEMP TABLE t AS SELECT 1",
                "CREATE MACRO count(x) AS 1",
                "CREATE SECRET (TYPE s3)",
                "SELECT * INTO t FROM logs",
                "WITH gone AS (DELETE FROM logs RETURNING *) SELECT * FROM gone",
                "SELECT nextval('s')",
                "CHECKPOINT",
                "VACUUM",
                "BEGIN",
                "COMMIT",
                // reach files, the network, other databases
                "COPY logs TO 'stolen.csv'",
                "COPY (SELECT 1) TO '/tmp/stolen'",
                "EXPORT DATABASE 'stolen'",
                "IMPORT DATABASE 'stolen'",
                "ATTACH 'other.duckdb'",
                "ATTACH ':memory:' AS m",
                "DETACH signals",
                "USE memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_json_auto('/etc/passwd')",
                "SELECT * FROM read_parquet('x')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM 'x.csv'",
                "SELECT * FROM \"x.parquet\"",
                "WITH \"x.csv\" AS (SELECT 1) SELECT * FROM (SELECT * FROM \"x.csv\")",
                "FROM sniff_csv('/etc/passwd')",
                "SELECT getenv('HOME')",
                // change or read settings and the catalogue
                "PRAGMA database_size",
                "PRAGMA memory_limit='10GB'",
                "SET memory_limit='10GB'",
                "RESET memory_limit",
                "SET VARIABLE x = 1",
                "CALL pragma_version()",
                "SELECT current_setting('temp_directory')",
                "SELECT getvariable('x')",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_databases()",
                "SELECT * FROM pragma_database_size()",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM signals.main.logs",
                "DESCRIBE logs",
                "SHOW TABLES",
                "SUMMARIZE logs",
                "EXPLAIN ANALYZE SELECT 1",
                "PREPARE p AS DELETE FROM logs",
                "EXECUTE p",
                "SELECT * FROM query('DELETE FROM logs')",
                "SELECT * FROM query_table('logs')",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                // hide one statement behind another
                "SELECT 1; DELETE FROM logs",
                "SELECT 1;; SELECT 2",
                "SELECT 1) AS result(c0); DELETE FROM logs; SELECT * FROM (SELECT 1",
                "SELECT 1 /* */; /* */ DROP TABLE logs --",
                // make much of little, outside of DuckDB's memory limit
                "SELECT repeat('x', 1000000000)",
                "SELECT message.repeat(1000000) FROM logs",
                "SELECT lpad('x', 1000000000, 'x')",
                "SELECT rpad('x', 1000000000, 'x')",
                "SELECT printf('%1000000000d', 1)",
                "SELECT format('{:1000000000}', 1)",
                "SELECT replace(message, 'a', message) FROM logs",
                "SELECT regexp_replace(message, '.', message, 'g') FROM logs",
                "SELECT string_agg(message, '') FROM logs",
                "SELECT list(message) FROM logs",
                "SELECT range(1000000000000)",
                "SELECT [message, message] FROM logs",
                "SELECT mode(i) FROM range(1000000000) t(i)",
                "SELECT bar(1, 0, 1, 100000000)",
                "SELECT 'abc'::BLOB::BIT::VARCHAR",
                "WITH a AS (SELECT message || message AS m FROM logs), b AS (SELECT m || m AS m FROM a),"
                        + " c AS (SELECT m || m AS m FROM b), d AS (SELECT m || m AS m FROM c) SELECT m FROM d",
                // never end
                "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r",
                "WITH RECURSIVE r AS (SELECT 'x' AS s UNION ALL SELECT s || s FROM r) SELECT count(*) FROM r",
                "WITH a AS NOT MATERIALIZED (SELECT 1) SELECT * FROM a",
                "SELECT 1 FROM logs, logs, logs, logs, logs, logs, logs, logs, logs, logs, logs, logs, logs",
                // nonsense
                "SELEC 1",
                "SELECT",
                "SELECT nothing FROM logs",
                ";",
                "SELECT ?",
                "SELECT $1"
            })
    void whatIsNotAHarmlessQueryIsRefusedAtOnce(String attack) {
        assertRefusedAtOnce(attack);

        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM range(1000000000000)",
                "SELECT sum(a.i * b.i) FROM range(1000000) a(i), range(1000000) b(i)",
                "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b, logs",
                "SELECT DISTINCT i FROM range(1000000000) t(i) ORDER BY i",
                "SELECT i, max(i) FROM range(1000000000) t(i) GROUP BY ALL",
                "SELECT quantile_cont(i, 0.5) FROM range(10000000000) t(i)",
                "SELECT count(DISTINCT i) FROM range(10000000000) t(i)",
                "SELECT sum(i) OVER (ORDER BY i DESC) FROM range(1000000000) t(i)",
                "SELECT count(*) FROM logs a, logs b, logs c, logs d, logs e, logs f WHERE a.message < f.message"
            })
    void whatTakesTooMuchIsEndedAndLosesNothingThatArrives(String attack) {
        long before = backend.count("logs", "stored");
        Instant start = Instant.now();

        CompletableFuture<SqlResult> statement = CompletableFuture.supplyAsync(() -> impatient.run(attack, 10));
        long pushed = 0;
        while (!statement.isDone()) {
            push(1);
            pushed++;
        }

        assertThatThrownBy(statement::join).hasCauseInstanceOf(RefusedStatementException.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        long expected = before + pushed;
        backend.await(
                "/api/ingest", counts -> counts.path("logs").path("stored").asLong() == expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "NOT ", "- ", "CASE WHEN true THEN ", "SELECT * FROM ("})
    void deepNestingIsRefusedAtOnceAndDoesNotEndTheProcess(String opening) {
        String attack = "SELECT " + opening.repeat(4_900 / opening.length()) + "1";

        assertRefusedAtOnce(attack);
    }

    /** As deep as is parsed at all. */
    @ParameterizedTest
    @ValueSource(strings = {"(", "["})
    void asManyBracketsAsMayBeAreParsedAtOnce(String opening) {
        assertRefusedAtOnce("SELECT " + opening.repeat(500) + "1");
    }

    @Test
    void expressionsThatDoubleWhileTheyArePlannedAreRefused() {
        String aliases = IntStream.range(1, 60)
                .mapToObj(i -> "a%d + a%d AS a%d".formatted(i - 1, i - 1, i))
                .collect(Collectors.joining(", ", "SELECT 1 AS a0, ", ""));
        String conditions =
                "SELECT a + a AS a FROM (".repeat(60) + "SELECT id AS a FROM logs" + ") WHERE a > 1".repeat(60);
        String views = IntStream.range(1, 60)
                .mapToObj(i -> "v%d AS (SELECT a + a AS a FROM v%d)".formatted(i, i - 1))
                .collect(Collectors.joining(", ", "WITH v0 AS (SELECT 1 AS a), ", " SELECT a FROM v59 WHERE a > 1"));
        String columns = "SELECT *, * FROM (".repeat(60) + "SELECT 1" + ")".repeat(60);

        assertThat(List.of(aliases, conditions, views, columns))
                .allSatisfy(attack -> assertThatThrownBy(() -> queries.run(attack, 10))
                        .isInstanceOf(RefusedStatementException.class)
                        .hasMessageContaining("not run"));
    }

    @ParameterizedTest
    @EnumSource(SqlExample.class)
    void theExamplesRun(SqlExample example) {
        assertThat(queries.run(example.statement(), 10).columns()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT 1 -- the end",
                "FROM logs",
                "VALUES (1), (2)",
                "SELECT a.*, 1 AS id, 2 AS id FROM logs a",
                "SELECT attributes->>'note', attributes->'a'->>'b', message[1:3], length(message) FROM logs",
                "SELECT extract(hour FROM time), date_trunc('hour', time), now(), INTERVAL 5 MINUTE FROM logs",
                "SELECT level, count(DISTINCT service) FROM logs WHERE message ILIKE '%a%' OR message NOT LIKE 'b' GROUP BY ALL HAVING count(*) > 0",
                "SELECT CASE WHEN level IN ('INFO') THEN 1 ELSE 2 END, coalesce(trace_id, '-'), id BETWEEN 1 AND 3 FROM logs",
                "SELECT id, lag(time) OVER (PARTITION BY level ORDER BY time) FROM logs QUALIFY row_number() OVER () < 5",
                "SELECT unnest(frames) FROM stacks",
                "SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3",
                "SELECT * FROM logs WHERE trace_id IN (SELECT trace_id FROM spans) AND EXISTS (SELECT 1)"
            })
    void whatLearnersWriteRuns(String statement) {
        assertThat(queries.run(statement, 1_000).columns()).isNotEmpty();
    }

    @Test
    void rowsAndLongValuesAreCut() {
        SqlResult result = queries.run("SELECT i FROM range(1000000000000) t(i)", 10);

        assertThat(result.rows()).hasSize(10).contains(List.of("9"));
        assertThat(result.more()).isTrue();
        String literal = "x".repeat(4_500);
        assertThat(queries.run("SELECT '" + literal + "'", 10).shortened()).isTrue();
    }

    @Test
    void thePageShowsTheRowsUnderTheAddressOfTheStatement() {
        Document page = page("SELECT '<b>' AS name, 12 AS number, NULL AS nothing");

        assertThat(page.select(".result th").eachText()).containsExactly("name", "number", "nothing");
        assertThat(page.select(".result td").eachText()).containsExactly("<b>", "12", "NULL");
        assertThat(page.select("textarea").text()).startsWith("SELECT '<b>'");
        assertThat(page.select("aside code").eachText()).contains("spans", "logs", "samples", "stacks");
    }

    @Test
    void theChartIsAnAddressAndIsDrawnFromTheTable() {
        Document page = page("SELECT now()::TIMESTAMP AS time, 'a' AS name, 1 AS number", "&view=chart");

        assertThat(page.select("#chart")).hasSize(1);
        assertThat(page.select(".result th").eachAttr("data-kind")).containsExactly("time", "text", "number");
        for (String script : page.select("main script").eachAttr("src")) {
            assertThat(backend.get(script).statusCode()).as(script).isEqualTo(200);
        }
        assertThat(page("SELECT 'a' AS name", "&view=chart").text()).contains("A chart needs rows");
    }

    @Test
    void thePageSaysWhyAStatementIsNotRun() {
        assertThat(page("DROP TABLE logs").select("[role=alert]").text()).contains("only SELECT");
    }

    @Test
    void theCsvQuotesWhatNeedsIt() {
        HttpResponse<byte[]> csv =
                backend.get("/sql.csv?q=" + encoded("SELECT 'a,\"b\"' AS x, NULL AS y, '' AS z, 1 AS n"));

        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(new String(csv.body(), StandardCharsets.UTF_8)).isEqualTo("x,y,z,n\r\n\"a,\"\"b\"\"\",,\"\",1\r\n");
    }

    private static void assertRefusedAtOnce(String attack) {
        Instant start = Instant.now();

        assertThatThrownBy(() -> queries.run(attack, 10)).isInstanceOf(RefusedStatementException.class);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    private static void assertNothingChanged() {
        assertThat(queries.run("SELECT count(*) >= 100 FROM logs", 1).rows()).containsExactly(List.of("true"));
        assertThat(queries.tables().stream().map(SqlQueries.Table::name))
                .containsExactlyInAnyOrder("spans", "logs", "samples", "stacks");
    }

    private static Document page(String statement) {
        return page(statement, "");
    }

    private static Document page(String statement, String more) {
        return RunningBackend.html(backend.get("/sql?q=" + encoded(statement) + more));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void push(int lines) {
        byte[] body = Loki.json(Loki.stream(new Random(1), "front-service", lines));
        assertThat(backend.post(Listener.LOKI, "/loki/api/v1/push", body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(204);
    }
}
