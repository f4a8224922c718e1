package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.observe.Alert;
import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Call;
import dev.signalbox.lab.observe.GrafanaBackends;
import dev.signalbox.lab.observe.LogLine;
import dev.signalbox.lab.observe.NoAnswerException;
import dev.signalbox.lab.observe.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers of the stack in Docker answer, read as all checks read it. */
class GrafanaBackendsTest {

    private static final Visit VISIT = RecordedStack.visit();

    @RegisterExtension
    final RecordedStack servers = new RecordedStack();

    private Backends backends() throws IOException {
        return new GrafanaBackends(servers.stack(), servers.compose());
    }

    @Test
    void aTraceOfTempoHasItsSpansWithIdsAndServices() throws IOException {
        String traceId = VISIT.orderStep().traceId();
        List<Span> spans = backends().trace(traceId);

        assertThat(spans)
                .allMatch(span -> span.traceId().equals(traceId) && span.id().matches("[0-9a-f]{16}"))
                .extracting(Span::service)
                .contains("front-service", "broker-service", "auth-service");
        assertThat(spans).filteredOn(Span::isRoot).singleElement().satisfies(root -> {
            assertThat(root.isServer()).isTrue();
            assertThat(root.attribute("http.response.status_code")).isEqualTo("201");
            assertThat(root.start()).isBetween(VISIT.begun(), VISIT.ended());
            assertThat(root.duration()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
        });
    }

    @Test
    void aTraceThatTempoDoesNotKnowHasNoSpans() throws IOException {
        assertThat(backends().trace("0".repeat(32))).isEmpty();
    }

    @Test
    void theLinesOfATraceHaveItsIdAndTheirAttributesByTheNamesOfLoki() throws IOException {
        assertThat(backends().logsOfTrace(VISIT.orderStep().traceId()))
                .allMatch(line -> line.traceId().equals(VISIT.orderStep().traceId())
                        && line.level().equals("INFO"))
                .filteredOn(line -> line.service().equals("broker-service"))
                .extracting(LogLine::attributes)
                .singleElement()
                .satisfies(attributes -> assertThat(attributes)
                        .containsEntry("order_id", VISIT.order())
                        .doesNotContainKeys("level", "service_name", "trace_id", "span_id"));
    }

    @Test
    void theSamplesOfASpanAreThoseThatCarryItsProfileId() throws IOException {
        List<Span> spans = backends().trace(VISIT.signIns().get(0).traceId());
        Span hash = ProfileLinks.hashIn(spans, VISIT.signIns().get(0));

        assertThat(backends().samplesOf(hash).has(ProfileLinks.HASHING)).isTrue();
        assertThat(backends().samplesOf(hash).cpu())
                .isBetween(Duration.ofMillis(10), hash.duration().plusMillis(20));
        assertThat(spans)
                .filteredOn(span -> !span.equals(hash))
                .isNotEmpty()
                .noneMatch(span -> samplesOf(span).contains("BCrypt"));
    }

    private Set<String> samplesOf(Span span) {
        try {
            return backends().samplesOf(span).functions();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theServiceMapIsWhatTempoCounted() throws IOException {
        assertThat(backends().serviceMap(Instant.now()))
                .containsExactlyInAnyOrder(
                        new Call("front-service", "broker-service"),
                        new Call("front-service", "auth-service"),
                        new Call("broker-service", "auth-service"));
    }

    @Test
    void eachAlertmanagerIsAskedByItself() throws IOException {
        assertThat(backends().alertsOfAlertmanager())
                .containsOnlyKeys("alertmanager-1", "alertmanager-2")
                .allSatisfy((half, alerts) -> assertThat(alerts)
                        .containsExactly(new Alert(Alert.WATCHDOG, "prometheus", Alert.State.FIRING)));
    }

    @Test
    void eachGrafanaIsAskedByItselfWhatItsOwnRulesFound() throws IOException {
        assertThat(backends().alertsOfGrafana()).as("none answers").isEmpty();

        servers.startGrafana("signalbox-request", "traceId");

        assertThat(backends().alertsOfGrafana())
                .containsOnlyKeys("grafana-1", "grafana-2")
                .allSatisfy((half, alerts) -> assertThat(alerts)
                        .containsExactly(new Alert("ErrorLogs", "broker-service", Alert.State.FIRING)));
    }

    @Test
    void aDataSourceThatIsNotThereIsMissedByWhoAsksIt() throws IOException {
        new Mistake("uid: loki\n", "uid: logs\n").in(servers.dataSources());

        assertThatThrownBy(() -> backends().logsOfTrace(VISIT.orderStep().traceId()))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("no data source of type loki with the uid \"loki\"");
        assertThat(backends().trace(VISIT.orderStep().traceId())).isNotEmpty();
    }

    /** Grafana itself answers any address with a page. */
    @ParameterizedTest
    @CsvSource({
        "/d/signalbox-request?var-traceId=1, true",
        "/d/signalbox-request, true",
        "/d/signalbox-request?var-trace=1, false",
        "/d/no-such-dashboard, false",
        "/explore, false"
    })
    void aPageIsADashboardThatIsThereWithTheVariablesThatAreSet(String address, boolean there) throws IOException {
        Backends provisioned = backends();
        servers.startGrafana("signalbox-request", "traceId");
        Backends served = backends();

        assertThat(provisioned.hasPage(provisioned.dashboards() + address)).isEqualTo(there);
        assertThat(served.hasPage(served.dashboards() + address)).isEqualTo(there);
    }
}
