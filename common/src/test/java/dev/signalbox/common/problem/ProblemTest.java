package dev.signalbox.common.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.test.SampleService;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"signalbox.database=none", "spring.flyway.enabled=false", "spring.r2dbc.password=none"})
@AutoConfigureWebTestClient
class ProblemTest {

    @Autowired
    WebTestClient client;

    @AfterEach
    void nothingWasStored() {
        client.get().uri("/wishes").exchange().expectBody().json("[]");
    }

    @Test
    void anUnknownPathIs404() {
        assertProblem(client.get().uri("/nowhere?x=1"), 404).containsEntry("instance", "/nowhere");
    }

    @Test
    void aMethodThatIsNotOfferedIs405AndSaysWhatIs() {
        EntityExchangeResult<Map<String, Object>> answer =
                problem(client.delete().uri("/wishes"), 405);
        assertThat(answer.getResponseHeaders().getAllow()).contains(HttpMethod.GET, HttpMethod.POST);
    }

    @Test
    void anotherMediaTypeIs415() {
        assertProblem(
                client.post().uri("/wishes").contentType(MediaType.TEXT_PLAIN).bodyValue("one more"), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{}",
                "{\"name\":\"x\",\"quantity\":\"5\"}",
                "{\"name\":\"x\",\"quantity\":1.5}",
                "{\"name\":\"x\",\"quantity\":99999999999}",
                "{\"name\":7,\"quantity\":1}",
                "{\"name\":\"x\",\"quantity\":11}",
                "{\"name\":\"x\",\"quantity\":1,\"quantity\":2}",
                "{\"name\":\"x\",\"quantity\":1} {}",
                "{\"name\":\"x\",\"quantity\":1,\"more\":true}",
                "\u0000"
            })
    void aBodyThatDoesNotFitIs400(String body) {
        assertProblem(post(body), 400);
    }

    @Test
    void anInvalidFieldIsNamed() {
        assertProblem(post("{\"name\":\"x\",\"quantity\":11}"), 400)
                .extracting("errors")
                .asString()
                .contains("field=quantity", "must be less than or equal to 10");
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertProblem(post("{\"name\":\"x\",\"quantity\":1,\"more\":true}"), 400)
                .extracting("errors")
                .asString()
                .contains("field=more");
    }

    @Test
    void aBodyThatIsTooLargeIs413() {
        assertProblem(post("{\"name\":\"" + "x".repeat(70_000) + "\",\"quantity\":1}"), 413);
    }

    @Test
    void aFailureOfOurOwnIs500AndKeepsItsSecrets() {
        assertProblem(client.get().uri("/broken"), 500)
                .extracting(Map::toString)
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void aDatabaseThatIsAwayIs503WithRetryAfter() {
        EntityExchangeResult<Map<String, Object>> answer = problem(client.get().uri("/database-away"), 503);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
    }

    @Test
    void theDescriptionSaysWhatErrorsLookLikeAndWhereTheTraceIs() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath(
                        "$.paths['/wishes'].post.responses.default.content['application/problem+json'].schema['$ref']")
                .isEqualTo("#/components/schemas/Problem")
                .jsonPath("$.components.schemas.Problem.properties.traceId.type")
                .isEqualTo("string")
                .jsonPath("$.paths['/wishes'].post.responses['200'].content['application/json']")
                .exists()
                .jsonPath("$.paths['/wishes'].post.responses['200'].headers['X-Trace-Id']")
                .exists();
    }

    @Test
    void aGoodAnswerCarriesTheTraceIdToo() {
        client.get().uri("/wishes").exchange().expectHeader().valueMatches("X-Trace-Id", "[0-9a-f]{32}");
    }

    private WebTestClient.RequestHeadersSpec<?> post(String body) {
        return client.post()
                .uri("/wishes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }

    private static org.assertj.core.api.MapAssert<String, Object> assertProblem(
            WebTestClient.RequestHeadersSpec<?> request, int status) {
        return assertThat(problem(request, status).getResponseBody());
    }

    /** Every problem says its status, and the same trace id in header and body. */
    private static EntityExchangeResult<Map<String, Object>> problem(
            WebTestClient.RequestHeadersSpec<?> request, int status) {
        EntityExchangeResult<Map<String, Object>> answer = request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
        String traceId = answer.getResponseHeaders().getFirst("X-Trace-Id");
        assertThat(traceId).matches("[0-9a-f]{32}");
        assertThat(answer.getResponseBody())
                .containsEntry("status", status)
                .containsEntry("traceId", traceId)
                .containsKeys("title", "instance");
        return answer;
    }
}
