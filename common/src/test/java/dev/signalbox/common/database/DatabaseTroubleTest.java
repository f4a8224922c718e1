package dev.signalbox.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.test.SampleService;
import dev.signalbox.common.test.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What becomes of requests when PostgreSQL hangs or goes, with the time limits that services really have. */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.database=none",
            "signalbox.database-patience=700ms",
            "spring.flyway.enabled=false",
            "spring.r2dbc.properties.connectTimeout=800ms",
            "spring.r2dbc.pool.max-acquire-time=900ms",
            "spring.r2dbc.pool.max-create-connection-time=900ms"
        })
@AutoConfigureWebTestClient(timeout = "30s")
@DirtiesContext
class DatabaseTroubleTest {

    private static final TestPostgres POSTGRES = TestPostgres.start();
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 10;

    @Autowired
    WebTestClient client;

    @Autowired
    ConnectionPool pool;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        POSTGRES.register(properties, "sample");
    }

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    /** After each test as well: what it has left is its own failure. */
    @BeforeEach
    @AfterEach
    void thePoolIsWhole() {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> {
                    // All at the same time, and none of them in a transaction that somebody else has begun.
                    List<Boolean> inNoTransaction = Flux.range(0, CONNECTIONS)
                            .flatMap(i ->
                                    database.sql("""
                                            SELECT xact_start = query_start FROM pg_stat_activity, pg_sleep(0.1)
                                            WHERE pid = pg_backend_pid()""").mapValue(Boolean.class).one())
                            .collectList()
                            .block();
                    assertThat(inNoTransaction).hasSize(CONNECTIONS).containsOnly(true);
                    var use = pool.getMetrics().orElseThrow();
                    assertThat(List.of(use.idleSize(), use.acquiredSize(), use.allocatedSize()))
                            .containsExactly(CONNECTIONS, 0, CONNECTIONS);
                });
    }

    @Test
    void whileTheDatabaseHangsAllGetA503InTimeAndAllIsWellAtOnceAfterwards() {
        // What is measured is not how long a first request takes.
        atTheSameTime(this::assertWell);

        POSTGRES.freeze();
        try {
            // Half of them have a connection, the others wait for one.
            atTheSameTime(this::assertUnavailableInTime);
            atTheSameTime(this::assertUnavailableInTime);
        } finally {
            POSTGRES.thaw();
        }

        assertWell();
    }

    private static void atTheSameTime(Runnable request) {
        Flux.range(0, 2 * CONNECTIONS)
                .flatMap(i -> Mono.fromRunnable(request).subscribeOn(Schedulers.boundedElastic()), 2 * CONNECTIONS)
                .blockLast();
    }

    @Test
    void aTransactionThatHangsInTheMiddleEndsInTimeWithWhatHasHappened() {
        Mono<Long> work = database.sql("SELECT 1 AS n")
                .mapValue(Long.class)
                .one()
                .doOnNext(one -> POSTGRES.freeze())
                .then(database.sql("SELECT 2 AS n").mapValue(Long.class).one());
        try {
            StepVerifier.create(transaction.transactional(work))
                    .expectError(DataAccessResourceFailureException.class)
                    .verify(LIMIT);
        } finally {
            POSTGRES.thaw();
        }

        assertWell();
    }

    @Test
    void afterTheDatabaseWasAwayNoConnectionOfBeforeIsHandedOut() {
        POSTGRES.stop();
        assertUnavailableInTime();
        POSTGRES.startAgain();

        // As many as there were connections.
        for (int i = 0; i < CONNECTIONS; i++) {
            assertWell();
        }
    }

    @Test
    void whoeverHangsUpWhileATransactionBeginsLeavesNoneOpen() {
        POSTGRES.freeze();
        try {
            hangUpOn(begun(Mono.empty()));
        } finally {
            POSTGRES.thaw();
        }
    }

    @Test
    void whoeverHangsUpInATransactionHasItDoneToItsEnd() {
        database.sql("CREATE TABLE done (at timestamptz)").then().block();
        Mono<Void> work = database.sql("SELECT count(*) FROM pg_sleep(0.3)")
                .then()
                .then(database.sql("INSERT INTO done VALUES (now())").then());

        hangUpOn(begun(work));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(database.sql("SELECT count(*) FROM done")
                                .mapValue(Long.class)
                                .one()
                                .block())
                        .isEqualTo(2 * CONNECTIONS));
    }

    @Test
    void statementsThatAreGivenUpOrCancelledMakeRoomForOthers() {
        // The first is too slow; the others are cancelled with it, in the middle or before they have a connection.
        Flux<Void> tooSlow = Flux.range(0, 2 * CONNECTIONS)
                .flatMap(i -> database.sql("SELECT count(*) FROM pg_sleep(" + (i == 0 ? 2 : 0.5) + ")")
                        .then());

        StepVerifier.create(tooSlow).expectError().verify(LIMIT);
    }

    @Test
    void callersWhoHangUpAtAnyMomentCostNoConnection() {
        Random seeded = new Random(1830);
        Mono<Void> statement =
                database.sql("SELECT count(*) FROM pg_sleep(0.005)").then();
        Flux.range(0, 1000)
                .flatMap(
                        i -> (i % 2 == 0 ? statement : begun(statement))
                                .timeout(Duration.ofNanos(seeded.nextInt(60_000_000)), Mono.empty()),
                        3 * CONNECTIONS)
                .blockLast(Duration.ofMinutes(1));
    }

    private Mono<Void> begun(Mono<Void> work) {
        return transaction.transactional(work);
    }

    /** As many as have a connection, and as many who wait for one, all of whom lose interest at once. */
    private static void hangUpOn(Mono<Void> work) {
        Flux.range(0, 2 * CONNECTIONS)
                .flatMap(i -> work.timeout(Duration.ofMillis(100), Mono.empty()), 2 * CONNECTIONS)
                .blockLast(LIMIT);
    }

    private void assertWell() {
        client.get().uri("/tables").exchange().expectStatus().isOk();
    }

    private void assertUnavailableInTime() {
        long start = System.nanoTime();
        var answer = client.get().uri("/tables").exchange().returnResult(String.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("2");
        assertThat(answer.getResponseBody().blockFirst())
                .contains(answer.getResponseHeaders().getFirst("X-Trace-Id"));
    }
}
