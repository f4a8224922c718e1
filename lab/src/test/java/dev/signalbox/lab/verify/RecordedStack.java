package dev.signalbox.lab.verify;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The servers of the stack in Docker, as the real ones answered when a visit was followed through them. Each answers at
 * its own paths, and behind a Grafana's proxy of data sources. What was not asked then is answered as they answer when
 * they find nothing.
 */
final class RecordedStack implements AutoCloseable {

    /**
     * What was asked of the pinned versions of Tempo, Loki, Pyroscope, Prometheus and Alertmanager, in the format of each,
     * and what they answered: much of it left out, nothing changed.
     */
    private static final JsonNode RECORD = read("/stack/record.json");

    private static final int LAST = 10;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    RecordedStack() {
        server.start();
        RECORD.path("answers").forEach(this::answer);
    }

    private void answer(JsonNode entry) {
        MappingBuilder question = any(urlPathMatching("(/api/datasources/proxy/uid/"
                + entry.path("dataSource").asString() + ")?"
                + Pattern.quote(entry.path("path").asString())));
        entry.path("parameters")
                .propertyStream()
                .forEach(parameter -> question.withQueryParam(
                        parameter.getKey(), equalTo(parameter.getValue().asString())));
        if (entry.has("body")) {
            question.withRequestBody(equalToJson(entry.path("body").toString(), true, true));
        }
        if (entry.path("nothing").asBoolean(false)) {
            question.atPriority(LAST);
        }
        server.stubFor(question.willReturn(okJson(entry.path("answer").toString())));
    }

    /** From now on there is a Grafana, too, with these data sources. */
    void grafana(JsonNode dataSources) {
        server.stubFor(get(urlPathEqualTo("/api/datasources"))
                .withBasicAuth("admin", "signalbox")
                .willReturn(okJson(dataSources.toString())));
    }

    int port() {
        return server.port();
    }

    /** The visit that was followed. */
    static Visit visit() {
        JsonNode visit = RECORD.path("visit");
        return new Visit(
                Trader.newcomer(URI.create("http://localhost")),
                Instant.parse(visit.path("begun").asString()),
                Instant.parse(visit.path("ended").asString()),
                visit.path("steps").valueStream().map(RecordedStack::step).toList(),
                visit.path("order").asString());
    }

    private static Visit.Step step(JsonNode step) {
        Set<String> services =
                step.path("services").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        return new Visit.Step(
                step.path("name").asString(),
                step.path("operation").asString(),
                services,
                step.path("traceId").asString());
    }

    private static JsonNode read(String resource) {
        try (InputStream file = RecordedStack.class.getResourceAsStream(resource)) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
