package dev.signalbox.backend.promql;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Prometheus.
 *
 * @param expressions one, or several that are shown together
 * @param unit of what comes back
 * @param exemplars the expression whose exemplars belong to it
 * @param comparable whether an exemplar's value is of the same kind as those that come back, and can stand among them
 */
public record Question(List<Expression> expressions, Unit unit, String exemplars, boolean comparable) {

    /**
     * An expression.
     *
     * @param name what tells it from the others; empty when there are none
     */
    public record Expression(String name, String promql) {}

    /** Four scrapes, or six exports of the services: a rate over less would have gaps. */
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private static final Pattern QUANTILE =
            Pattern.compile("^\\s*histogram_quantile\\s*\\(.*?\\w+_seconds_bucket\\b.*", Pattern.DOTALL);

    /** The one expression to show where there is room for one: of several that in the middle. */
    public Expression typical() {
        return expressions.get(expressions.size() / 2);
    }

    /** What a person wrote. */
    public static Question written(String promql) {
        boolean quantile = QUANTILE.matcher(promql).matches();
        // Of the series of a histogram only its buckets carry exemplars.
        String exemplars = promql.replaceAll("(\\w)_(count|sum)\\b", "$1_bucket");
        return new Question(one(promql), quantile ? Unit.SECONDS : Unit.NUMBER, exemplars, quantile);
    }

    /**
     * Writes what a person chose.
     *
     * @param by the labels that are told apart; none for all together
     * @param step time between two points
     */
    public static Question chosen(
            Metric metric, Show show, @Nullable String by, List<LabelFilter> filters, Duration step) {
        String labels = filters.isEmpty()
                ? ""
                : filters.stream().map(LabelFilter::promql).collect(Collectors.joining(", ", "{", "}"));
        Duration window = step.compareTo(SHORTEST_WINDOW) > 0 ? step : SHORTEST_WINDOW;
        String over = labels + "[" + window.toSeconds() + "s]";
        String name = metric.name();
        Function<String, String> rate = series -> aggregated("sum", by) + "(rate(" + series + over + "))";
        Function<String, String> quantile = q -> "histogram_quantile(" + q + ", "
                + aggregated("sum", by == null ? "le" : "le, " + by) + "(rate(" + name + "_bucket" + over + ")))";
        String exemplars = metric.series() + labels;
        Unit unit = metric.unit();
        Function<String, Question> measured = promql -> new Question(one(promql), unit, exemplars, true);
        Function<String, Question> other = operator ->
                new Question(one(aggregated(operator, by) + "(" + name + labels + ")"), unit, exemplars, false);
        return switch (show) {
            case QUANTILES ->
                new Question(
                        List.of(
                                new Expression("p50", quantile.apply("0.5")),
                                new Expression("p95", quantile.apply("0.95")),
                                new Expression("p99", quantile.apply("0.99"))),
                        unit,
                        exemplars,
                        true);
            case P50 -> measured.apply(quantile.apply("0.5"));
            case P95 -> measured.apply(quantile.apply("0.95"));
            case P99 -> measured.apply(quantile.apply("0.99"));
            case MEAN -> measured.apply(rate.apply(name + "_sum") + "\n  / " + rate.apply(name + "_count"));
            case RATE ->
                metric.type() == Metric.Type.COUNTER
                        ? new Question(one(rate.apply(name)), unit.perSecond(), exemplars, false)
                        : new Question(one(rate.apply(name + "_count")), Unit.PER_SECOND, exemplars, false);
            case SUM -> other.apply("sum");
            case AVERAGE -> other.apply("avg");
            case MAXIMUM -> other.apply("max");
            case MINIMUM -> other.apply("min");
            case EACH -> new Question(one(name + labels), unit, exemplars, false);
        };
    }

    private static List<Expression> one(String promql) {
        return List.of(new Expression("", promql));
    }

    private static String aggregated(String operator, @Nullable String by) {
        return by == null ? operator : operator + " by (" + by + ") ";
    }
}
