package dev.signalbox.lab.verify;

import static dev.signalbox.lab.verify.Contract.ALERT_TO_PAGES;
import static dev.signalbox.lab.verify.Contract.EXEMPLAR_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.LOG_LINE_TO_TRACE;
import static dev.signalbox.lab.verify.Contract.SPAN_TO_SAMPLES;
import static dev.signalbox.lab.verify.Contract.TRACE_TO_LOG_LINES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.e2e.Checkout;
import dev.signalbox.lab.e2e.Lab;
import dev.signalbox.lab.e2e.Lab.Result;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lab that is really broken, by mistakes in its settings that its users could make: {@code ./signalbox verify} says so,
 * each by the rows that name it and by no other.
 */
class WrongSettingsIT {

    private static final String AGENT = "observability/agent/opentelemetry-javaagent.properties";
    private static final String PROMETHEUS = "observability/prometheus/prometheus-local.yaml";

    private static final String NAME = "wrong-settings";

    /** How long a lab that is well takes at the most on two cores, and some more. */
    private static final String PATIENCE = "45s";

    /** What may be set wrong, and the rows that say so. */
    enum WrongSetting {
        EXEMPLARS_OFF(
                AGENT,
                new Mistake(
                        "otel.traces.sampler=parentbased_always_on",
                        "otel.traces.sampler=parentbased_always_on\notel.metrics.exemplar.filter=always_off"),
                EXEMPLAR_TO_TRACE),
        TRACE_IDS_CUT_FROM_LOGS(
                AGENT,
                new Mistake("logback-mdc.enabled=true", "logback-mdc.enabled=false"),
                TRACE_TO_LOG_LINES,
                LOG_LINE_TO_TRACE,
                "freshness of log lines",
                "log lines of auth-service: sent and arrived",
                "log lines of front-service: sent and arrived"),
        PROFILE_LABEL_REMOVED(
                AGENT,
                new Mistake("pyroscope.root.span.only=false", "pyroscope.root.span.only=true"),
                SPAN_TO_SAMPLES,
                "freshness of profiles"),
        METRIC_RENAMED(
                PROMETHEUS,
                new Mistake("    honor_labels: true\n", """
                            honor_labels: true
                            metric_relabel_configs:
                              - source_labels: [__name__]
                                regex: quote_price
                                target_label: __name__
                                replacement: stock_price
                        """),
                "metrics of broker-service",
                "no metric that is not listed"),
        RUNBOOK_MISSPELT(
                "observability/prometheus/rules/slo.yaml",
                new Mistake("docs/runbooks/LatencyBudgetBurnsFast.md", "docs/runbooks/LatencyBurnsFast.md"),
                ALERT_TO_PAGES);

        private final String file;
        private final Mistake mistake;
        private final Set<String> rows;

        WrongSetting(String file, Mistake mistake, String... rows) {
            this.file = file;
            this.mistake = mistake;
            this.rows = Set.of(rows);
        }
    }

    @Test
    void eachIsCaughtByTheRowsThatNameIt() throws IOException {
        Checkout checkout = Checkout.withOwnSettings(NAME);
        for (WrongSetting wrong : WrongSetting.values()) {
            wrong.mistake.in(checkout.root().resolve(wrong.file));
        }

        try (Lab lab = Lab.of(checkout, NAME).freshlyUp()) {
            lab.assumeThatItAlerts();
            Result verified = lab.signalbox("verify", "--format", "json", "--patience", PATIENCE);

            assertThat(failed(JsonMapper.shared().readTree(verified.output())))
                    .as(verified.output())
                    .containsExactlyInAnyOrderElementsOf(Stream.of(WrongSetting.values())
                            .flatMap(wrong -> wrong.rows.stream())
                            .toList());
            assertThat(verified.exitCode()).isEqualTo(1);
        }
    }

    private static List<String> failed(JsonNode report) {
        return report.path("links")
                .valueStream()
                .filter(link -> link.path("verdict").asString().equals("failed"))
                .map(link -> link.path("name").asString())
                .toList();
    }
}
