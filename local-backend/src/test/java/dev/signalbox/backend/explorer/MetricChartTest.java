package dev.signalbox.backend.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.promql.Exemplar;
import dev.signalbox.backend.promql.Series;
import dev.signalbox.backend.promql.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricChartTest {

    private static final Instant FROM = Instant.ofEpochMilli(0);
    private static final Instant TO = FROM.plus(Duration.ofMinutes(10));
    private static final Duration STEP = Duration.ofSeconds(5);

    @Test
    void linesAreNamedByWhatTellsThemApart() {
        assertThat(names(List.of(
                        Map.of("__name__", "up", "job", "a", "instance", "1", "zone", "here"),
                        Map.of("__name__", "up", "job", "b", "instance", "1", "zone", "here"))))
                .containsExactly("a", "b");
        assertThat(names(List.of(Map.of("job", "a", "instance", "1"), Map.of("job", "b", "instance", "2"))))
                .containsExactly("instance=1, job=a", "instance=2, job=b");
        assertThat(names(List.of(Map.of("job", "a"), Map.of("job", "a", "error", "x"))))
                .containsExactly("without error", "x");
        assertThat(names(List.of(Map.of()))).containsExactly("all");
    }

    @Test
    void whatTheNameOfTheServiceSaysIsNotSaidAgainUnlessItRunsTwice() {
        Map<String, String> front = Map.of("service_name", "front", "job", "lab/front", "instance", "front-1");

        assertThat(names(List.of(front, Map.of("service_name", "auth", "job", "lab/auth", "instance", "auth-1"))))
                .containsExactly("front", "auth");
        assertThat(names(List.of(front, Map.of("service_name", "front", "job", "lab/front", "instance", "front-2"))))
                .containsExactly("front-1", "front-2");
    }

    @Test
    void aLineEndsWhereValuesAreMissingAndNotANumberIsNoValue() {
        Series series = series(Map.of(), 0, 1, 5_000, 2, 20_000, 3, 25_000, Double.NaN);

        List<Double[]> points = chart(List.of(series), List.of()).lines().get(0).points();

        assertThat(points.stream().map(point -> point[1])).containsExactly(1.0, 2.0, null, 3.0, null);
    }

    @Test
    void aLineWithoutAnyNumberHasNoRange() {
        MetricChart chart = chart(List.of(series(Map.of(), 0, Double.POSITIVE_INFINITY)), List.of());

        assertThat(chart.lines().get(0).range()).isEqualTo(new MetricChart.Range(null, null, null, null));
    }

    @Test
    void ofTooManyLinesThoseWithTheHighestValuesAreDrawn() {
        List<Series> series = IntStream.range(0, 30)
                .mapToObj(i -> series(Map.of("n", String.valueOf(i)), 0, i))
                .toList();

        MetricChart chart = chart(series, List.of());

        assertThat(chart.lines()).hasSize(MetricChart.MOST_LINES);
        assertThat(chart.lines().get(0).name()).isEqualTo("29");
        assertThat(chart.hidden()).isEqualTo(6);
        assertThat(chart.lines().stream().map(line -> line.colour() + " " + line.dash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofManyExemplarsTheHighestOfEachMomentStay() {
        List<Exemplar> exemplars = IntStream.range(0, 1000)
                .mapToObj(i -> new Exemplar(FROM.plusMillis(i), i, "trace " + i, "", ""))
                .toList();

        MetricChart chart = chart(List.of(), exemplars);

        assertThat(chart.thinned()).isTrue();
        assertThat(chart.dots())
                .hasSizeLessThan(10)
                .contains(exemplars.get(999))
                .doesNotContain(exemplars.get(0));
    }

    @Test
    void aTraceThatSeveralSeriesTellOfIsOneDot() {
        Exemplar one = new Exemplar(FROM, 1, "trace", "", "");

        MetricChart chart = chart(List.of(), List.of(one, one));

        assertThat(chart.dots()).containsExactly(one);
        assertThat(chart.thinned()).isFalse();
    }

    private static List<String> names(List<Map<String, String>> labels) {
        return chart(labels.stream().map(each -> series(each, 0, 1)).toList(), List.of()).lines().stream()
                .map(MetricChart.Line::name)
                .toList();
    }

    private static MetricChart chart(List<Series> series, List<Exemplar> exemplars) {
        return MetricChart.of(
                FROM, TO, STEP, Unit.NUMBER, true, List.of(new MetricChart.Part("", series)), exemplars, new Display());
    }

    /** Milliseconds and value in turns. */
    private static Series series(Map<String, String> labels, double... timesAndValues) {
        return new Series(
                labels,
                IntStream.range(0, timesAndValues.length / 2)
                        .mapToObj(i -> new Series.Point((long) timesAndValues[2 * i], timesAndValues[2 * i + 1]))
                        .toList());
    }
}
