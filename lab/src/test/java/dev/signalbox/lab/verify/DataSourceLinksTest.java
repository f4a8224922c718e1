package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.observe.GrafanaStack;
import java.io.IOException;
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
                "'tracesToMetrics:\n        datasourceUid: prometheus'; 'tracesToMetrics:\n        datasourceUid: loki'; "
                        + "trace -> metrics",
                "'serviceMap:\n        datasourceUid: prometheus'; 'serviceMap:\n        datasourceUid: tempo'; service map",
                "datasourceUid: pyroscope; datasourceUid: prometheus; span -> profile samples",
                "matcherRegex: trace_id; matcherRegex: traceID; log line -> trace",
                "url: $${__value.raw}; url: ${__value.raw}; log line -> trace",
                "name: trace_id; name: traceID; exemplar -> trace",
                "alertmanagerUid: alertmanager; alertmanagerUid: alerts; rules -> alerts"
            })
    void aMistakeIsCaughtByTheRowThatNamesTheLink(String right, String wrong, String row) throws IOException {
        assertThat(failedAfter(new Mistake(right, wrong)))
                .extracting(Row::name)
                .singleElement()
                .asString()
                .endsWith(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{ key: service.name, value: service_name }; { key: service.name, value: service }; "
                        + "data source tempo: trace -> metrics; data source tempo: span -> profile samples",
                "datasourceUid: tempo; datasourceUid: traces; "
                        + "data source loki: log line -> trace; data sources prometheus: exemplar -> trace",
                "url: http://loki:3100; url: http://loki:3101; "
                        + "data source tempo: trace -> log lines; data source loki: log line -> trace"
            })
    void aMistakeInWhatTwoLinksUseIsCaughtByTheRowsOfBoth(String right, String wrong, String one, String other)
            throws IOException {
        assertThat(failedAfter(new Mistake(right, wrong))).extracting(Row::name).containsExactly(one, other);
    }

    /** Grafana would look for whatever has any labels. */
    @Test
    void aTagOfAnAttributeThatNoSpanHasIsMissedWhereItIsUsed() throws IOException {
        assertThat(failedAfter(new Mistake("key: service.name", "key: service")))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.followed()).startsWith("a tag in tracesTo"));
    }

    private List<Row> failedAfter(Mistake mistake) throws IOException {
        mistake.in(servers.dataSources());
        return rows(servers.stack()).stream().filter(Row::isFailed).toList();
    }

    private static List<Row> rows(GrafanaStack stack) {
        Visit visit = RecordedStack.visit();
        return new Follower(true, true, Duration.ofMillis(10), Duration.ZERO)
                .follow(Contract.dataSourceLinks(new DataSourceLinks(stack.doors(), visit)), visit.ended());
    }
}
