package dev.signalbox.broker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.broker.AuthServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PostgreSQL goes away and comes back, on the same port and with the same data. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"signalbox.quotes.tick=1d", "spring.r2dbc.username=postgres", "spring.r2dbc.password=any"})
class DatabaseOutageTest {

    private static final AuthServer AUTH = new AuthServer();

    @TempDir
    static Path data;

    private static EmbeddedPostgres postgres;

    @LocalServerPort
    private int port;

    private final UUID user = UUID.randomUUID();
    private WebTestClient http;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        start(0);
        int postgresPort = postgres.getPort();
        properties.add("spring.r2dbc.url", () -> "r2dbc:postgresql://localhost:" + postgresPort + "/postgres");
        properties.add("spring.flyway.url", () -> "jdbc:postgresql://localhost:" + postgresPort + "/postgres");
        properties.add("signalbox.auth.url", AUTH::url);
    }

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterAll
    static void stopForGood() throws IOException {
        postgres.close();
        AUTH.stop();
    }

    @Test
    void withoutPostgresItIs503InTimeAndAllIsWellSoonAfterItsReturn() throws IOException {
        order().expectStatus().isCreated();
        int postgresPort = postgres.getPort();
        postgres.close();

        var begin = System.nanoTime();
        expectUnavailable(order());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        expectUnavailable(http.get().uri("/quotes").exchange());

        start(postgresPort);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> order().expectStatus().isCreated());
    }

    @Test
    void noOrderThatWasAcknowledgedIsLost() throws IOException {
        Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
        Disposable customers = Flux.range(0, Integer.MAX_VALUE)
                .flatMap(i -> place().doOnNext(acknowledged::add).onErrorComplete(), 8)
                .subscribe();
        await().until(() -> acknowledged.size() > 20);
        int postgresPort = postgres.getPort();
        postgres.close();
        int beforeTheReturn = acknowledged.size();
        start(postgresPort);
        await().until(() -> acknowledged.size() > beforeTheReturn + 20);
        customers.dispose();

        assertThat(List.copyOf(acknowledged))
                .allSatisfy(id -> http.get()
                        .uri("/orders/" + id)
                        .headers(headers -> headers.setBearerAuth(AuthServer.tokenOf(user)))
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    private WebTestClient.ResponseSpec order() {
        return http.post()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(AuthServer.tokenOf(user)))
                .bodyValue(oneShare())
                .exchange();
    }

    private Mono<UUID> place() {
        return WebClient.create("http://localhost:" + port)
                .post()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(AuthServer.tokenOf(user)))
                .bodyValue(oneShare())
                .exchangeToMono(answer -> answer.statusCode() == HttpStatus.CREATED
                        ? answer.bodyToMono(Placed.class).map(Placed::id)
                        : answer.releaseBody().then(Mono.empty()));
    }

    private static Map<String, Object> oneShare() {
        return Map.of("symbol", "BLST", "side", "BUY", "type", "MARKET", "quantity", 1);
    }

    private static void expectUnavailable(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    /** Starts the server on its data, which outlive it. */
    private static void start(int onPort) {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(onPort)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Placed(UUID id) {}
}
