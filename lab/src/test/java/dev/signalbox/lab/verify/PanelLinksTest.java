package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.Rule;
import dev.signalbox.lab.observe.Sample;
import dev.signalbox.lab.verify.Row.Verdict;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PanelLinksTest {

    private static final Dashboards DASHBOARD =
            new Dashboards(List.of(JsonMapper.shared().readTree("""
            {"title": "Desk", "panels": [
              {"title": "Full", "targets": [
                {"datasource": {"type": "prometheus"}, "expr": "rate(there{service_name=\\"$service\\"}[$__rate_interval])"}]},
              {"title": "Empty", "targets": [
                {"datasource": {"type": "prometheus"}, "expr": "there"},
                {"datasource": {"type": "prometheus"}, "expr": "gone"}]},
              {"title": "Errors", "description": "What failed. Empty until `./signalbox drill order-errors`.", "targets": [
                {"datasource": {"type": "prometheus"}, "expr": "gone"}]},
              {"title": "Lines", "targets": [{"datasource": {"type": "loki"}, "expr": "{a=\\"b\\"}"}]}]}
            """)));

    private static final Dashboards NONE = new Dashboards(List.of());

    private final List<String> asked = new ArrayList<>();

    /** A Prometheus that knows nothing of what is gone. */
    private Backends prometheus(Rule... rules) {
        return (Backends) Proxy.newProxyInstance(
                Backends.class.getClassLoader(), new Class<?>[] {Backends.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rules")) {
                        return List.of(rules);
                    }
                    asked.add((String) arguments[0]);
                    return asked.get(asked.size() - 1).contains("gone") ? List.of() : List.of(new Sample(Map.of(), 1));
                });
    }

    private static List<Row> rows(Backends servers, Place place, Dashboards dashboards) {
        return new Follower(true, true, Duration.ofMillis(10), Duration.ZERO)
                .follow(new PanelLinks(servers, place).all(dashboards), Instant.now());
    }

    @Test
    void aPanelOfWhichAQueryFindsNothingFailsUnlessItSaysWhatFillsIt() {
        List<Row> rows = rows(prometheus(), Place.LOCAL, DASHBOARD);

        assertThat(rows)
                .extracting(Row::name)
                .containsExactly("panel Desk / Full", "panel Desk / Empty", "panel Desk / Errors");
        assertThat(rows).extracting(Row::verdict).containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.NOT_PROMISED);
        assertThat(rows.get(1).followed()).contains("gone").doesNotContain("there");
        assertThat(rows.get(2).followed()).isEqualTo("Empty until `./signalbox drill order-errors`");
    }

    @Test
    void variablesAreFilledIn() {
        rows(prometheus(), Place.LOCAL, DASHBOARD);

        assertThat(asked).contains("rate(there{service_name=\"front-service\"}[1m])");
    }

    @Test
    void aRuleIsAskedForWhatItJudgesAndNotForWhatItFindsWrong() {
        Rule rule = new Rule(
                "TooMany", true, "sum(there{x!=\"1\"}) >= 0.9 and on () there == 0", Map.of(), "slo", "slo.yaml");

        assertThat(rows(prometheus(rule), Place.LOCAL, NONE))
                .extracting(Row::isFailed)
                .containsExactly(false);
        assertThat(asked).containsExactly("sum(there{x!=\"1\"}) >= bool 0.9 and on () there == bool 0");
    }

    @Test
    void aRuleIsAskedForBothSidesOfAnExceptionAndForWhatIsNow() {
        Rule rule = new Rule("Gap", true, "gone unless on (job) there offset 2m", Map.of(), "slo", "slo.yaml");

        rows(prometheus(rule), Place.LOCAL, NONE);

        assertThat(asked).containsExactly("gone or on (job) there");
    }

    @Test
    void whatOnlyTheStackInDockerHasIsExpectedThereAndNowhereElse() {
        Dashboards ofTheStack = new Dashboards(List.of(JsonMapper.shared().readTree("""
                {"title": "Stack", "panels": [
                  {"title": "nginx", "description": "Empty in `./signalbox up`, which has none.", "targets": [
                    {"datasource": {"type": "prometheus"}, "expr": "gone"}]}]}
                """)));
        Backends servers =
                prometheus(new Rule("NginxDown", true, "gone == 0", Map.of(), "stack-in-docker", "stack.yaml"));

        assertThat(rows(servers, Place.LOCAL, ofTheStack))
                .extracting(Row::verdict)
                .containsExactly(Verdict.NOT_PROMISED, Verdict.NOT_PROMISED);
        assertThat(rows(servers, Place.COMPOSE, ofTheStack))
                .extracting(Row::verdict)
                .containsExactly(Verdict.FAILED, Verdict.FAILED);
    }
}
