package dev.signalbox.common.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Against a real HTTP server that is well, slow, broken, dead, and back again. */
class ServiceClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private ServiceClient client;
    private DisposableServer server;
    private int port;

    @BeforeEach
    void makeClient() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var properties = new ServiceClientProperties(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                2,
                Duration.ofMillis(10),
                new ServiceClientProperties.Circuit(10, 6, 50, Duration.ofMillis(400), 2));
        var circuits = ServiceClientAutoConfiguration.circuits(properties);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        client = new ServiceClients(WebClient.builder(), circuits, meters, properties)
                .create("auth-service", URI.create("http://localhost:" + port));
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.disposeNow();
        }
    }

    @Test
    void aGoodAnswerPassesThrough() {
        serve((request, response) -> response.sendString(Mono.just("hello")));

        assertThat(client.repeatable(get()).block(PATIENCE)).isEqualTo("hello");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSlowAnswerIs503InTimeAndTheSlowServiceIsNotAskedAgain() {
        serve((request, response) -> response.sendString(Mono.just("late").delayElement(Duration.ofSeconds(20))));

        var begin = System.nanoTime();
        var unavailable = unavailable(client.repeatable(get()));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(unavailable).hasRootCauseInstanceOf(ReadTimeoutException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerThatDripsForeverIsCutOffToo() {
        serve((request, response) -> response.sendString(
                Flux.interval(Duration.ofMillis(50)).map(Object::toString).onBackpressureDrop()));

        assertThat(unavailable(client.once(get()))).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void anAnswerWhoseBodyBreaksOffIsAFailure() {
        serve((request, response) -> {
            response.header(HttpHeaders.CONTENT_LENGTH, "1000");
            return response.sendString(Mono.just("only the begin"))
                    .then()
                    .doFinally(end -> response.withConnection(connection -> connection.dispose()));
        });

        assertThat(unavailable(client.once(get()))).isNotNull();
    }

    @Test
    void aRefusedConnectionIsTriedAgainAndThenIs503() {
        assertThat(unavailable(client.repeatable(get()))).isNotNull();

        assertThat(retries()).isEqualTo(2);
    }

    @Test
    void aRepeatableCallOutlivesAPassing500() {
        serve((request, response) -> asked.get() == 1
                ? response.status(HttpResponseStatus.INTERNAL_SERVER_ERROR).send()
                : response.sendString(Mono.just("hello")));

        assertThat(client.repeatable(get()).block(PATIENCE)).isEqualTo("hello");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aLasting500IsAskedForABoundedNumberOfTimesAndThenIs503WithRetryAfter() {
        serve((request, response) ->
                response.status(HttpResponseStatus.INTERNAL_SERVER_ERROR).send());

        var unavailable = unavailable(client.repeatable(get()));

        assertThat(asked).hasValue(3);
        assertThat(unavailable.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(unavailable.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(unavailable.getBody().getDetail()).startsWith("auth-service is not available");
        assertThat(unavailable.getBody().getProperties()).containsEntry("service", "auth-service");
    }

    @Test
    void aServiceThatSaysWhenToComeBackIsNotAskedAgainByTheSameCallAndItsCircuitStaysClosed() {
        serve((request, response) -> response.status(HttpResponseStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .send());

        for (int call = 0; call < 20; call++) {
            unavailable(client.repeatable(get()));
        }

        assertThat(asked).hasValue(20);
        assertThat(circuitIs("closed")).isTrue();
    }

    @Test
    void aCallThatMustNotBeSentTwiceIsSentOnce() {
        serve((request, response) ->
                response.status(HttpResponseStatus.INTERNAL_SERVER_ERROR).send());

        unavailable(client.once(
                client.web().post().uri("/").bodyValue("order").retrieve().bodyToMono(String.class)));

        assertThat(asked).hasValue(1);
    }

    @Test
    void aCallThatMustNotBeSentTwiceIsSentOnceAlsoWhenTheConnectionIsReset() {
        serve((request, response) -> {
            // Closing with a linger of 0 sends RST instead of FIN.
            request.withConnection(connection -> {
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                connection.channel().close();
            });
            return Mono.never();
        });

        unavailable(client.once(
                client.web().post().uri("/").bodyValue("order").retrieve().bodyToMono(String.class)));

        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswer4xxPassesThroughAndNeverOpensTheCircuit() {
        serve((request, response) ->
                response.status(HttpResponseStatus.UNAUTHORIZED).send());

        for (int call = 0; call < 20; call++) {
            assertThatThrownBy(() -> client.repeatable(get()).block(PATIENCE))
                    .isInstanceOf(WebClientResponseException.Unauthorized.class);
        }

        assertThat(asked).hasValue(20);
        assertThat(circuitIs("closed")).isTrue();
    }

    @Test
    void theCircuitOpensWhenTheServiceDiesAndClosesWhenItIsBack() {
        serve((request, response) -> response.sendString(Mono.just("hello")));
        client.repeatable(get()).block(PATIENCE);
        server.disposeNow();

        await().until(() -> unavailable(client.repeatable(get())).getCause() instanceof CallNotPermittedException);
        assertThat(circuitIs("open")).isTrue();

        serve((request, response) -> response.sendString(Mono.just("hello")));
        await().ignoreExceptionsInstanceOf(ServiceUnavailableException.class)
                .until(() -> client.repeatable(get()).block(PATIENCE).equals("hello") && circuitIs("closed"));
    }

    @Test
    void anOpenCircuitSparesTheServiceEveryCall() {
        serve((request, response) ->
                response.status(HttpResponseStatus.INTERNAL_SERVER_ERROR).send());
        await().until(() -> unavailable(client.repeatable(get())).getCause() instanceof CallNotPermittedException);
        int before = asked.get();

        unavailable(client.repeatable(get()));
        unavailable(client.once(get()));

        assertThat(asked).hasValue(before);
    }

    private void serve(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer) {
        server = HttpServer.create()
                .host("localhost")
                .port(port)
                .handle((request, response) -> {
                    asked.incrementAndGet();
                    return answer.apply(request, response);
                })
                .bindNow();
    }

    private Mono<String> get() {
        return client.web().get().uri("/").retrieve().bodyToMono(String.class);
    }

    private ServiceUnavailableException unavailable(Mono<?> call) {
        return catchThrowableOfType(ServiceUnavailableException.class, () -> call.block(PATIENCE));
    }

    private double retries() {
        return meters.get("signalbox.client.retries")
                .tag("service", "auth-service")
                .counter()
                .count();
    }

    private boolean circuitIs(String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tag("name", "auth-service")
                        .tag("state", state)
                        .gauge()
                        .value()
                == 1;
    }
}
