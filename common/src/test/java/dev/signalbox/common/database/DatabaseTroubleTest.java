package dev.signalbox.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.test.SampleService;
import dev.signalbox.common.test.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
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
            "signalbox.database-patience=800ms",
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

    @BeforeEach
    void fillThePool() {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            assertThat(Flux.range(0, 10)
                            .flatMap(i -> database.sql("SELECT count(*) FROM pg_sleep(0.1)")
                                    .mapValue(Long.class)
                                    .one())
                            .collectList()
                            .block())
                    .hasSize(10);
            // None has been lost to what the last test did.
            var use = pool.getMetrics().orElseThrow();
            assertThat(List.of(use.idleSize(), use.acquiredSize(), use.allocatedSize()))
                    .containsExactly(10, 0, 10);
        });
    }

    @Test
    void whileTheDatabaseHangsTheAnswerIs503InTimeAndAllIsWellAtOnceAfterwards() {
        POSTGRES.freeze();
        try {
            // More than there are connections: those that were open, and those that cannot be made.
            for (int i = 0; i < 12; i++) {
                assertUnavailableInTime();
            }
        } finally {
            POSTGRES.thaw();
        }

        assertWell();
    }

    @Test
    void manyThatComeWhileTheDatabaseHangsAllGetTheirAnswerInTime() {
        POSTGRES.freeze();
        try {
            // Ten get a connection each, ten wait for one.
            Flux.range(0, 20)
                    .flatMap(
                            i -> Mono.fromRunnable(this::assertUnavailableInTime)
                                    .subscribeOn(Schedulers.boundedElastic()),
                            20)
                    .blockLast();
        } finally {
            POSTGRES.thaw();
        }

        assertWell();
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
                    .expectErrorSatisfies(
                            error -> assertThat(error).hasMessageContaining("The database gave no answer for 800 ms"))
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
        for (int i = 0; i < 12; i++) {
            assertWell();
        }
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
