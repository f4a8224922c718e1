package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.observe.GrafanaStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The links of Grafana's data sources, as this project provisions them, followed through what the real servers answered;
 * and each mistake in the file is caught by the row that names the link.
 */
class DataSourceLinksTest {

    @RegisterExtension
    final RecordedStack servers = new RecordedStack();

    @Test
    void withoutAGrafanaTheyHoldByTheServersThemselvesAndItSaysSo() throws IOException {
        GrafanaStack stack = servers.stack();

        assertThat(stack.doors()).singleElement().hasToString("the servers themselves");
        assertThat(stack.closed()).hasSize(3);
        assertThat(rows(stack)).hasSize(7).noneMatch(Row::isFailed);
    }

    @Test
    void byEachGrafanaTheyHoldThroughItsProxy() throws IOException {
        servers.startGrafana("signalbox-request", "traceId");
        GrafanaStack stack = servers.stack();

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
                "customQuery: true; customQuery: false; trace -> log lines",
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

        assertThat(rows(servers.stack()))
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

        assertThat(rows(servers.stack()))
                .filteredOn(Row::isFailed)
                .extracting(Row::name)
                .containsExactly("data source tempo: trace -> metrics", "data source tempo: span -> profile samples");
    }

    @Test
    void anAddressThatIsNoServersIsCaughtByTheRowsThatLeadThere() throws IOException {
        change("url: http://loki:3100", "url: http://loki:3101");

        assertThat(rows(servers.stack()))
                .filteredOn(Row::isFailed)
                .extracting(Row::name)
                .containsExactly("data source tempo: trace -> log lines", "data source loki: log line -> trace");
    }

    private void change(String right, String wrong) throws IOException {
        String file = Files.readString(servers.dataSources());
        assertThat(file).contains(right);
        Files.writeString(servers.dataSources(), file.replace(right, wrong));
    }

    private static List<Row> rows(GrafanaStack stack) {
        Visit visit = RecordedStack.visit();
        return new Follower(true, true, Duration.ofMillis(10), Duration.ZERO)
                .follow(Contract.dataSourceLinks(new DataSourceLinks(stack.doors(), visit)), visit.ended());
    }
}
