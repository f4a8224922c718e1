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
import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.compose.YamlFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.home.Trees;
import dev.signalbox.lab.observe.GrafanaStack;
import dev.signalbox.lab.visitor.Trader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The servers of the stack in Docker, as the real ones answered when a visit was followed through them. Each answers at
 * its own paths, and behind a Grafana's proxy of data sources. What was not asked then is answered as they answer when
 * they find nothing.
 */
final class RecordedStack implements BeforeEachCallback, AfterEachCallback {

    /**
     * What was asked of the pinned versions of Tempo, Loki, Pyroscope, Prometheus and Alertmanager, in the format of each,
     * and what they answered: much of it left out, nothing changed.
     */
    private static final JsonNode RECORD = read("/stack/record.json");

    private static final int LAST = 10;

    private static final Path CHECKOUT = Path.of("..");
    private static final String DASHBOARDS = "observability/grafana/dashboards";
    private static final String DATA_SOURCES = "observability/grafana/provisioning/datasources/datasources.yaml";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private Path root;

    /** Starts them, and makes a checkout whose every port leads there. */
    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        root = Files.createTempDirectory("recorded-stack");
        server.start();
        RECORD.path("answers").forEach(this::answer);
        Files.writeString(
                root.resolve(".env"),
                Files.readString(CHECKOUT.resolve(".env")).replaceAll("(?m)_PORT=\\d+$", "_PORT=" + server.port()));
        Files.copy(CHECKOUT.resolve("compose.yaml"), root.resolve("compose.yaml"));
        Files.createDirectories(dataSources().getParent());
        Files.copy(CHECKOUT.resolve(DATA_SOURCES), dataSources());
        Files.createDirectories(root.resolve(DASHBOARDS));
        try (Stream<Path> files = Files.list(CHECKOUT.resolve(DASHBOARDS))) {
            for (Path file : files.toList()) {
                Files.copy(file, root.resolve(DASHBOARDS).resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        server.stop();
        Trees.delete(root);
    }

    /** The file that data sources are provisioned from. */
    Path dataSources() {
        return root.resolve(DATA_SOURCES);
    }

    ComposeFile compose() throws IOException {
        return ComposeFile.read(root);
    }

    /** What is behind its Grafanas, or past them. */
    GrafanaStack stack() throws IOException {
        return GrafanaStack.of(LabHome.of(root, null), compose());
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

    /**
     * From now on there is a Grafana, too, with the data sources that are provisioned, with one dashboard, and with an
     * alert of its own (of which is answered what its documentation says that every Alertmanager answers).
     */
    void startGrafana(String dashboard, String variable) throws IOException {
        // The file doubles each dollar that is to stay one.
        JsonNode dataSources = YamlFile.parse(Files.readString(dataSources()).replace("$$", "$"))
                .path("datasources");
        grafana("/api/datasources", dataSources.toString());
        grafana("/api/dashboards/uid/" + dashboard, """
                {"meta": {}, "dashboard": {"uid": "%s", "templating": {"list": [{"name": "%s"}]}}}""".formatted(dashboard, variable));
        grafana("/api/alertmanager/grafana/api/v2/alerts", """
                [{"labels": {"alertname": "ErrorLogs", "service_name": "broker-service",
                             "grafana_folder": "Signalbox alerts"},
                  "status": {"state": "active", "inhibitedBy": [], "silencedBy": []}}]""");
    }

    private void grafana(String path, String answer) {
        server.stubFor(
                get(urlPathEqualTo(path)).withBasicAuth("admin", "signalbox").willReturn(okJson(answer)));
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
}
