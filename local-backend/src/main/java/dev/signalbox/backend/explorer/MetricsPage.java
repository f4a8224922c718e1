package dev.signalbox.backend.explorer;

import dev.signalbox.backend.promql.Exemplar;
import dev.signalbox.backend.promql.LabelFilter;
import dev.signalbox.backend.promql.Metric;
import dev.signalbox.backend.promql.NoAnswerException;
import dev.signalbox.backend.promql.Prometheus;
import dev.signalbox.backend.promql.PrometheusPair;
import dev.signalbox.backend.promql.Question;
import dev.signalbox.backend.promql.RefusedQueryException;
import dev.signalbox.backend.promql.Show;
import dev.signalbox.backend.store.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Metrics over time, as Prometheus has them: chosen, or asked for in PromQL. */
@Controller
class MetricsPage {

    /** On another port /metrics is what Prometheus scrapes. */
    static final String PATH = "/chart";

    private static final String[] PARAMETERS = {"metric", "show", "by", "where", "query", "range", "from", "to", "find"
    };

    private static final String USUAL_RANGE = "15m";

    /** As often as Prometheus scrapes. */
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(5);

    /** A point every few pixels. */
    private static final int POINTS = 240;

    private static final int LISTED_EXEMPLARS = 10;

    /** How many metrics are listed without opening their groups: a few screens. */
    private static final int AT_ONCE = 50;

    private final PrometheusPair pair;
    private final Display display;

    MetricsPage(PrometheusPair pair, Display display) {
        this.pair = pair;
        this.display = display;
    }

    @GetMapping(PATH)
    String metrics(@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
        if (Stream.of("range", "from", "to").noneMatch(all::containsKey)) {
            all.add("range", USUAL_RANGE);
        }
        Parameters parameters = new Parameters(all);
        model.addAttribute("here", parameters.address(PATH, PARAMETERS));
        model.addAttribute("form", parameters);
        model.addAttribute("ranges", TimeRange.CHOICES);
        model.addAttribute("bounded", true);
        model.addAttribute("servers", pair.servers());
        try {
            show(pair.first(), parameters, model);
        } catch (NoAnswerException e) {
            model.addAttribute("unanswered", e.getMessage());
        } catch (RefusedQueryException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("refused", e.getMessage());
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", e.getMessage());
        }
        return "metrics";
    }

    private void show(Prometheus prometheus, Parameters parameters, Model model) {
        List<Metric> metrics = prometheus.metrics();
        model.addAttribute("metrics", metrics);
        model.addAttribute("server", prometheus);
        String name = parameters.get("metric");
        String promql = parameters.get("query");
        Optional<Metric> metric =
                metrics.stream().filter(each -> each.name().equals(name)).findFirst();
        if (promql == null && metric.isEmpty()) {
            model.addAttribute("unknown", name);
            list(metrics, parameters.get("find"), model);
            return;
        }
        TimeRange time = time(parameters);
        long seconds = Duration.between(time.from(), time.to()).toSeconds();
        Duration step = Duration.ofSeconds(Math.max(SHORTEST_STEP.toSeconds(), seconds / POINTS));
        Question question = promql != null
                ? Question.written(promql)
                : choose(prometheus, metric.orElseThrow(), parameters, step, model);
        model.addAttribute("question", question);
        draw(prometheus, question, time, step, model);
    }

    /** What there is, and what to begin with. */
    private static void list(List<Metric> metrics, @Nullable String find, Model model) {
        String wanted = find == null ? "" : find.toLowerCase(Locale.ROOT);
        List<Metric> found = metrics.stream()
                .filter(metric -> (metric.name() + " " + metric.help())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
        model.addAttribute("found", found);
        model.addAttribute("groups", MetricGroup.of(found));
        model.addAttribute("open", found.size() <= AT_ONCE);
        model.addAttribute(
                "examples",
                Arrays.stream(MetricExample.values())
                        .filter(example -> metrics.stream()
                                .anyMatch(metric -> metric.name().equals(example.metric())))
                        .toList());
    }

    private static Question choose(
            Prometheus prometheus, Metric metric, Parameters parameters, Duration step, Model model) {
        List<String> labels = prometheus.labels(metric);
        List<Show> shows = Show.of(metric.type());
        model.addAttribute("metric", metric);
        model.addAttribute("labels", labels);
        model.addAttribute("shows", shows);
        String by = parameters.get("by");
        if (by != null && !labels.contains(by)) {
            throw new IllegalArgumentException(metric.name() + " has no label " + by);
        }
        Show show = parameters
                .text("show")
                .map(Show::parse)
                // The one chosen for another metric may make no sense for this one.
                .filter(shows::contains)
                .orElse(by != null && shows.get(0) == Show.EACH ? shows.get(1) : shows.get(0));
        model.addAttribute("show", show);
        List<LabelFilter> filters =
                parameters.list("where").stream().map(LabelFilter::parse).toList();
        return Question.chosen(metric, show, by, filters, step);
    }

    private void draw(Prometheus prometheus, Question question, TimeRange time, Duration step, Model model) {
        List<MetricChart.Part> parts = question.expressions().stream()
                .map(expression -> new MetricChart.Part(
                        expression.name(), prometheus.range(expression.promql(), time.from(), time.to(), step)))
                .toList();
        List<Exemplar> exemplars = prometheus.exemplars(question.exemplars(), time.from(), time.to());
        MetricChart chart = MetricChart.of(
                time.from(), time.to(), step, question.unit(), question.comparable(), parts, exemplars, display);
        model.addAttribute("chart", chart);
        model.addAttribute("drawing", Json.write(chart));
        model.addAttribute("step", step);
        model.addAttribute(
                "slowest",
                chart.dots().stream()
                        .sorted(Comparator.comparing(Exemplar::value).reversed())
                        .limit(LISTED_EXEMPLARS)
                        .toList());
    }

    /** Prometheus is always asked for a time with a begin and an end. */
    private static TimeRange time(Parameters parameters) {
        Instant now = Instant.now();
        TimeRange asked = parameters.time(now);
        Instant to = asked.to() == null ? now : asked.to();
        Instant from =
                asked.from() == null ? TimeRange.of(USUAL_RANGE, null, null, to).from() : asked.from();
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the time range ends before it starts");
        }
        return new TimeRange(from, to);
    }
}
