package dev.signalbox.front;

import dev.signalbox.common.fault.Faults;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole service on a port, with a real PostgreSQL; the two other services are real servers with canned answers. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.demo.password=demo-password",
            "signalbox.client.response-timeout=10s",
            "signalbox.client.circuit.open=500ms",
            "signalbox.activity.per-account=20",
            // Nothing is exported, but calls carry their trace context as ever.
            "management.tracing.export.enabled=true",
            "management.tracing.export.otlp.enabled=false",
            // A busy machine that builds is not a database that is away.
            "signalbox.activity.patience=10s",
            "spring.r2dbc.pool.max-create-connection-time=10s",
            "spring.r2dbc.pool.max-acquire-time=10s"
        })
@AutoConfigureWebTestClient(timeout = "20s")
@Import(FrontServiceTest.Switches.class)
abstract class FrontServiceTest {

    static final OtherServices OTHERS = new OtherServices();
    static final DatabaseLine LINE = new DatabaseLine();

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    Switches.SwitchedFaults faults;

    @Autowired
    private CircuitBreakerRegistry circuits;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry properties) {
        LINE.register(properties, "front");
        properties.add("signalbox.auth.url", OTHERS.auth::url);
        properties.add("signalbox.broker.url", OTHERS.broker::url);
    }

    @BeforeEach
    void startAnew() {
        LINE.mend();
        OTHERS.reset();
        circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        faults.allOff();
        database.sql("DELETE FROM activity").then().block();
    }

    WebTestClient signedIn() {
        return client.mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + OtherServices.TOKEN)
                .build();
    }

    List<Map<String, Object>> activity() {
        return signedIn()
                .get()
                .uri("/api/activity")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<Map<String, Object>>>() {})
                .returnResult()
                .getResponseBody();
    }

    /** Faults that a test switches by hand; how they are read from the file is common's to test. */
    @TestConfiguration
    static class Switches {

        @Bean
        SwitchedFaults switchedFaults() {
            return new SwitchedFaults();
        }

        static class SwitchedFaults implements Faults {

            private final Map<String, Integer> on = new ConcurrentHashMap<>();

            void on(String key, int intensity) {
                on.put(key, intensity);
            }

            void allOff() {
                on.clear();
            }

            @Override
            public int intensity(String key) {
                return on.getOrDefault(key, 0);
            }
        }
    }
}
