package dev.signalbox.backend.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is chosen on the page, in PromQL. */
class QuestionTest {

    private static final Duration STEP = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HISTOGRAM|wait_seconds|P95|    |histogram_quantile(0.95, sum by (le) (rate(wait_seconds_bucket[60s])))|SECONDS",
                "HISTOGRAM|wait_seconds|P50|route|histogram_quantile(0.5, sum by (le, route) (rate(wait_seconds_bucket[60s])))|SECONDS",
                "HISTOGRAM|wait_seconds|RATE|route|sum by (route) (rate(wait_seconds_count[60s]))|PER_SECOND",
                "COUNTER|sent_bytes_total|RATE||sum(rate(sent_bytes_total[60s]))|BYTES_PER_SECOND",
                "COUNTER|cpu_seconds_total|RATE|mode|sum by (mode) (rate(cpu_seconds_total[60s]))|RATIO",
                "COUNTER|orders_total|RATE||sum(rate(orders_total[60s]))|PER_SECOND",
                "COUNTER|orders_total|SUM||sum(orders_total)|NUMBER",
                "GAUGE|used_bytes|EACH||used_bytes|BYTES",
                "GAUGE|used_bytes|MAXIMUM|pool|max by (pool) (used_bytes)|BYTES",
                "GAUGE|full_ratio|AVERAGE||avg(full_ratio)|RATIO"
            })
    void eachWayToShowAMetricIsOneExpression(
            Metric.Type type, String name, Show show, String by, String promql, Unit unit) {
        Question question = Question.chosen(new Metric(name, type, ""), show, by, List.of(), STEP);

        assertThat(question.expressions()).containsExactly(new Question.Expression("", promql));
        assertThat(question.unit()).isEqualTo(unit);
    }

    @Test
    void theMeanIsTheSumByTheCount() {
        Question question = Question.chosen(histogram(), Show.MEAN, null, List.of(), STEP);

        assertThat(question.expressions().get(0).promql())
                .isEqualToIgnoringWhitespace("sum(rate(wait_seconds_sum[60s])) / sum(rate(wait_seconds_count[60s]))");
    }

    @Test
    void quantilesAreThreeExpressionsThatAreToldApart() {
        Question question = Question.chosen(histogram(), Show.QUANTILES, null, List.of(), STEP);

        assertThat(question.expressions()).extracting(Question.Expression::name).containsExactly("p50", "p95", "p99");
        assertThat(question.comparable()).isTrue();
    }

    @Test
    void aRateIsTakenOverNoLessThanTheTimeBetweenPoints() {
        Question question = Question.chosen(
                new Metric("orders_total", Metric.Type.COUNTER, ""), Show.RATE, null, List.of(), Duration.ofMinutes(6));

        assertThat(question.expressions().get(0).promql()).contains("[360s]");
    }

    @Test
    void whatIsFilteredByIsQuotedWhateverItIs() {
        Question question = Question.chosen(
                histogram(),
                Show.RATE,
                null,
                List.of(LabelFilter.parse("route=~/orders.*"), LabelFilter.parse("user != a\"} or vector(1) # \\")),
                STEP);

        assertThat(question.expressions().get(0).promql())
                .isEqualTo(
                        "sum(rate(wait_seconds_count{route=~\"/orders.*\", user!=\"a\\\"} or vector(1) # \\\\\"}[60s]))");
        assertThat(question.exemplars()).startsWith("wait_seconds_bucket{route=~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "=x", "two words=x", "1st=x", "route>x"})
    void aFilterThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> LabelFilter.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "histogram_quantile(0.9, sum by (le) (rate(wait_seconds_bucket[1m])))|true",
                "sum(rate(wait_seconds_count[1m]))|false",
                "up|false"
            })
    void exemplarsStandAmongTheValuesOfAWrittenExpressionOnlyWhereTheyAreOfOneKind(String promql, boolean comparable) {
        assertThat(Question.written(promql).comparable()).isEqualTo(comparable);
    }

    @Test
    void exemplarsOfAWrittenExpressionAreThoseOfTheBucketsOfItsHistograms() {
        assertThat(Question.written("rate(wait_seconds_sum[1m]) / rate(wait_seconds_count[1m])")
                        .exemplars())
                .isEqualTo("rate(wait_seconds_bucket[1m]) / rate(wait_seconds_bucket[1m])");
    }

    private static Metric histogram() {
        return new Metric("wait_seconds", Metric.Type.HISTOGRAM, "");
    }
}
