package dev.signalbox.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.auth.AuthServiceTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RegistrationTest extends AuthServiceTest {

    @Autowired
    DatabaseClient database;

    @BeforeEach
    void nobody() {
        database.sql("DELETE FROM users").then().block();
    }

    @Test
    void somebodyNewGetsAnAccountAndCanSignIn() {
        Map<String, Object> user = body(register("New.One@Example.test", PASSWORD, "New One \uD83D\uDE82")
                        .expectStatus()
                        .isCreated())
                .getResponseBody();

        assertThat(user)
                .containsOnlyKeys("id", "email", "displayName")
                .containsEntry("email", "new.one@example.test")
                .containsEntry("displayName", "New One \uD83D\uDE82");
        assertThat(UUID.fromString((String) user.get("id"))).isNotNull();
        signIn("new.one@EXAMPLE.test", PASSWORD).expectStatus().isCreated();
    }

    @Test
    void theSameAddressInOtherLettersIsTaken() {
        String email = registered();
        register(email.toUpperCase(Locale.ROOT), PASSWORD, "Another")
                .expectStatus()
                .isEqualTo(409);
        signIn(email, PASSWORD).expectStatus().isCreated();
    }

    @Test
    void ofManyWhoWantTheSameAddressAtOnceOneGetsIt() {
        String email = someEmail();
        List<Integer> statuses = Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() -> post("/users", registration(email))
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(statuses).hasSize(8).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(users()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatDoesNotFitIsRefusedByNameAndNothingIsStored(String field, Object value) {
        Map<String, Object> registration = registration(someEmail());
        registration.put(field, value);

        assertThat(body(post("/users", registration)
                                .expectStatus()
                                .isBadRequest()
                                .expectHeader()
                                .contentType(MediaType.APPLICATION_PROBLEM_JSON))
                        .getResponseBody()
                        .get("errors"))
                .asString()
                .contains("field=" + field);
        assertThat(users()).isZero();
    }

    static List<Object[]> unfit() {
        return List.of(
                new Object[] {"email", ""},
                new Object[] {"email", null},
                new Object[] {"email", 7},
                new Object[] {"email", "no address"},
                new Object[] {"email", "a@b@c"},
                new Object[] {"email", "nul\u0000@example.test"},
                new Object[] {"email", "x".repeat(300) + "@example.test"},
                new Object[] {"password", null},
                new Object[] {"password", "seven 7"},
                new Object[] {"password", "x".repeat(73)},
                new Object[] {"password", "\uD83D\uDE82".repeat(19)}, // 76 bytes in 19 characters
                new Object[] {"password", List.of("a", "b")},
                new Object[] {"displayName", null},
                new Object[] {"displayName", "  "},
                new Object[] {"displayName", "x".repeat(81)},
                new Object[] {"displayName", "nul\u0000"},
                new Object[] {"displayName", "two\nlines"},
                new Object[] {"admin", true});
    }

    @ParameterizedTest
    @CsvSource({"8", "72"})
    void thePasswordsLengthIsCountedInBytes(int bytes) {
        String password = "\u00fc".repeat(bytes / 2);
        String email = someEmail();
        register(email, password, "Someone").expectStatus().isCreated();
        signIn(email, password).expectStatus().isCreated();
        signIn(email, password.substring(1) + "u").expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":",
                "[]",
                "\"text\"",
                "{\"email\":\"a@example.test\"}{}",
                "{\"email\":\"a@example.test\",\"password\":\"long enough\",\"displayName\":\"half a pair \\ud83d\"}"
            })
    void rubbishIsRefused(String json) {
        client.post()
                .uri("/users")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isBadRequest();
        assertThat(users()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        register("a@example.test", PASSWORD, "x".repeat(70_000)).expectStatus().isEqualTo(413);
        assertThat(users()).isZero();
    }

    @Test
    void neitherPasswordNorTokenIsStoredAsItIs() {
        String token = token();
        String everything = database.sql(
                        "SELECT string_agg(u::text || s::text, '') AS all FROM users u JOIN sessions s ON s.user_id = u.id")
                .map(row -> row.get("all", String.class))
                .one()
                .block();
        assertThat(everything).contains("$2a$").doesNotContain(PASSWORD).doesNotContain(token);
    }

    private WebTestClient.ResponseSpec register(String email, String password, String displayName) {
        return post("/users", Map.of("email", email, "password", password, "displayName", displayName));
    }

    private static Map<String, Object> registration(String email) {
        return new HashMap<>(Map.of("email", email, "password", PASSWORD, "displayName", "Someone"));
    }

    private long users() {
        return database.sql("SELECT count(*) AS n FROM users")
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }
}
