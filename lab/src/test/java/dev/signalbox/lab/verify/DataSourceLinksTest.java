package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.compose.YamlFile;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.observe.GrafanaStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The links of Grafana's data sources, as this project provisions them, followed through what the real servers answered;
 * and each mistake in the file is caught by the row that names the link.
 */
class DataSourceLinksTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Path DATA_SOURCES = Path.of("observability/grafana/provisioning/datasources/datasources.yaml");

    @TempDir
    Path root;

    private RecordedStack servers;

    @BeforeEach
    void aCopyOfTheFilesThatLeadsToTheRecord() throws IOException {
        servers = new RecordedStack();
        Files.writeString(
                root.resolve(".env"),
                Files.readString(CHECKOUT.resolve(".env")).replaceAll("(?m)_PORT=\\d+$", "_PORT=" + servers.port()));
        Files.copy(CHECKOUT.resolve("compose.yaml"), root.resolve("compose.yaml"));
        Files.createDirectories(root.resolve(DATA_SOURCES).getParent());
        Files.createDirectories(root.resolve("observability/grafana/dashboards"));
        Files.copy(CHECKOUT.resolve(DATA_SOURCES), root.resolve(DATA_SOURCES));
    }

    @AfterEach
    void end() {
        servers.close();
    }

    @Test
    void withoutAGrafanaTheyHoldByTheServersThemselvesAndItSaysSo() throws IOException {
        GrafanaStack stack = stack();

        assertThat(stack.doors()).singleElement().hasToString("the servers themselves");
        assertThat(stack.closed()).hasSize(3);
        assertThat(rows(stack)).hasSize(7).noneMatch(Row::isFailed);
    }

    @Test
    void byEachGrafanaTheyHoldThroughItsProxy() throws IOException {
        servers.grafana(asTheApiListsThem());
        GrafanaStack stack = stack();

        assertThat(stack.doors()).extracting(Object::toString).containsExactly("nginx", "grafana-1", "grafana-2");
        assertThat(rows(stack))
                .noneMatch(Row::isFailed)
                .allMatch(row -> row.followed().endsWith("grafana-2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "| trace_id = `$$; | traceid = `$$; trace -> log lines",
                "`$${__trace.traceId}`; `${__trace.traceId}`; trace -> log lines",
                "datasourceUid: loki; datasourceUid: logs; trace -> log lines",
                "{$$__tags}[1m; {$__tags}[1m; trace -> metrics",
                "http_server_request_duration_seconds_count; http_server_requests_seconds_count; trace -> metrics",
                "profileTypeId: process_cpu; profileTypeId: wall; span -> profile samples",
                "datasourceUid: pyroscope; datasourceUid: prometheus; span -> profile samples",
                "matcherRegex: trace_id; matcherRegex: traceID; log line -> trace",
                "url: $${__value.raw}; url: ${__value.raw}; log line -> trace",
                "name: trace_id; name: traceID; exemplar -> trace",
                "alertmanagerUid: alertmanager; alertmanagerUid: alerts; rules -> alerts"
            })
    void aMistakeIsCaughtByTheRowThatNamesTheLink(String right, String wrong, String row) throws IOException {
        change(right, wrong);

        assertThat(rows(stack()))
                .filteredOn(Row::isFailed)
                .extracting(Row::name)
                .singleElement()
                .asString()
                .endsWith(row);
    }

    /** The same tags are set for three links. */
    @Test
    void aTagThatNamesNoLabelIsCaughtByTheRowsThatUseIt() throws IOException {
        change("{ key: service.name, value: service_name }", "{ key: service.name, value: service }");

        assertThat(rows(stack()))
                .filteredOn(Row::isFailed)
                .extracting(Row::name)
                .containsExactly("data source tempo: trace -> metrics", "data source tempo: span -> profile samples");
    }

    private void change(String right, String wrong) throws IOException {
        String file = Files.readString(root.resolve(DATA_SOURCES));
        assertThat(file).contains(right);
        Files.writeString(root.resolve(DATA_SOURCES), file.replace(right, wrong));
    }

    private GrafanaStack stack() throws IOException {
        return GrafanaStack.of(LabHome.of(root, null), ComposeFile.read(root));
    }

    private static List<Row> rows(GrafanaStack stack) {
        Visit visit = RecordedStack.visit();
        return new Follower(true, true, Duration.ofMillis(10), Duration.ZERO)
                .follow(Contract.dataSourceLinks(new DataSourceLinks(stack.doors(), visit)), visit.ended());
    }

    /** With the variables filled in that the file doubles the dollars of. */
    private JsonNode asTheApiListsThem() throws IOException {
        return YamlFile.parse(Files.readString(root.resolve(DATA_SOURCES)).replace("$$", "$"))
                .path("datasources");
    }
}
