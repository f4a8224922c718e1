package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up == 0                                                              | [up]
                    sum by (job, instance) (rate(a_total{x="b_total"}[5m] offset 1h))    | [a_total]
                    1 - (a:b:rate5m or c * 0) / 14.4e3                                   | [a:b:rate5m, c]
                    label_replace(sum(a), "service", "$1", "name", "(.+)") unless on (x) b | [a, b]
                    histogram_quantile(0.95, sum by (le) (rate(a_bucket[$__rate_interval]))) | [a_bucket]
                    count(up == 0) or vector(0)                                          | [up]
                    """)
    void namesAreFoundInAQueryAndNothingElseIs(String query, String names) {
        assertThat(Metrics.in(query)).hasToString(names);
    }
}
