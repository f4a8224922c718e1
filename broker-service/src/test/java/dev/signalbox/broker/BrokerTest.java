package dev.signalbox.broker;

import dev.signalbox.common.test.TestPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * The whole service on a real PostgreSQL, asked over HTTP, with a stand-in for auth-service that is a real HTTP server.
 * Prices stand still unless a test moves them.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "signalbox.quotes.tick=1d",
            // A busy build machine is no outage.
            "spring.r2dbc.pool.max-acquire-time=60s",
            "spring.r2dbc.pool.max-create-connection-time=60s",
            "spring.r2dbc.properties.connectTimeout=60s"
        })
@Import(SwitchableFaults.class)
public abstract class BrokerTest {

    protected static final AuthServer AUTH = new AuthServer();

    @Autowired
    protected DatabaseClient db;

    @Autowired
    protected SwitchableFaults faults;

    @LocalServerPort
    private int port;

    protected WebTestClient http;

    /** A user that no other test knows. */
    protected final UUID user = UUID.randomUUID();

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        TestPostgres.shared().register(properties, "broker");
        properties.add("signalbox.auth.url", AUTH::url);
    }

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
        setPrice("SEMA", "100.00");
        setPrice("BLST", "10.00");
    }

    @AfterEach
    void mend() {
        faults.allOff();
    }

    protected void setPrice(String symbol, String price) {
        db.sql("update stock set price = :price where symbol = :symbol")
                .bind("price", new BigDecimal(price))
                .bind("symbol", symbol)
                .then()
                .block();
    }

    protected ResponseSpec get(String path, UUID caller) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(AuthServer.tokenOf(caller)))
                .exchange();
    }

    protected ResponseSpec order(UUID caller, Object body) {
        return order(caller, body, null);
    }

    protected ResponseSpec order(UUID caller, Object body, String idempotencyKey) {
        return http.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.setBearerAuth(AuthServer.tokenOf(caller));
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    protected static Map<String, Object> market(String side, String symbol, int quantity) {
        return Map.of("symbol", symbol, "side", side, "type", "MARKET", "quantity", quantity);
    }

    protected static Map<String, Object> limit(String side, String symbol, int quantity, String limitPrice) {
        return Map.of(
                "symbol", symbol,
                "side", side,
                "type", "LIMIT",
                "quantity", quantity,
                "limitPrice", new BigDecimal(limitPrice));
    }

    protected long count(String table, UUID owner) {
        return db.sql("select count(*) from " + table + " where owner = :owner")
                .bind("owner", owner)
                .mapValue(Long.class)
                .one()
                .block();
    }

    protected BigDecimal cash(UUID owner) {
        return db.sql("select cash from portfolio where owner = :owner")
                .bind("owner", owner)
                .mapValue(BigDecimal.class)
                .one()
                .block();
    }

    protected long held(UUID owner, String symbol) {
        return db.sql("select quantity from position where owner = :owner and symbol = :symbol")
                .bind("owner", owner)
                .bind("symbol", symbol)
                .mapValue(Long.class)
                .one()
                .defaultIfEmpty(0L)
                .block();
    }
}
