package dev.signalbox.lab.verify;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.NoAnswerException;
import dev.signalbox.lab.observe.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether the panels of dashboards show something, and rules find something to judge, in a lab that has visitors. */
final class PanelLinks {

    /** In a panel's description, when it is empty by nature: what fills it. */
    private static final Pattern EMPTY_BY_NATURE =
            Pattern.compile("\\bEmpty (until|unless|without|in) .+?(?=\\.(\\s|$))");

    /** A comparison that keeps what it judges, whatever the result: so it is seen that there is something to judge. */
    private static final Pattern COMPARISON = Pattern.compile("\\s(==|!=|>=|<=|>|<)\\s(?!bool)");

    /** What takes away from what is judged, and when: asked for beside it, and now. */
    private static final Pattern EXCEPTION = Pattern.compile("\\bunless\\b");

    private static final Pattern EARLIER = Pattern.compile("\\soffset \\w+");

    /** How a description begins of what is empty where not all servers are. */
    private static final String NOT_WHOLE = "Empty in ";

    /** The group of the rules that judge servers which only the whole stack has. */
    private static final String OF_THE_WHOLE_STACK = "stack-in-docker";

    private final Backends backends;
    private final Place place;

    PanelLinks(Backends backends, Place place) {
        this.backends = backends;
        this.place = place;
    }

    /** One row for each panel that asks Prometheus, and one for each rule. */
    List<Row> all(Dashboards dashboards) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode dashboard : dashboards.all()) {
            dashboard
                    .path("panels")
                    .valueStream()
                    .flatMap(panel -> panel(dashboard, panel))
                    .forEach(rows::add);
        }
        backends.rules().stream().map(this::rule).forEach(rows::add);
        return rows;
    }

    private Stream<Row> panel(JsonNode dashboard, JsonNode panel) {
        List<String> queries = panel.path("targets")
                .valueStream()
                .filter(target ->
                        target.path("datasource").path("type").asString("").equals("prometheus"))
                .map(target -> filledIn(target.path("expr").asString("")))
                .toList();
        if (queries.isEmpty()) {
            return Stream.empty();
        }
        String name = "panel " + dashboard.path("title").asString() + " / "
                + panel.path("title").asString();
        Matcher nature = EMPTY_BY_NATURE.matcher(panel.path("description").asString(""));
        List<String> empty = queries.stream().filter(query -> !finds(query)).toList();
        if (empty.isEmpty()) {
            return Stream.of(Row.passed(name, queries.size() + " queries", Duration.ZERO));
        }
        return Stream.of(
                nature.find() && !(place.whole() && nature.group().startsWith(NOT_WHOLE))
                        ? Row.notPromised(name, nature.group())
                        : Row.failed(
                                name,
                                "an answer to " + String.join(" and to ", empty),
                                "observability/grafana/dashboards; a panel that is empty by nature says so in its"
                                        + " description: \"Empty until ...\""));
    }

    private Row rule(Rule rule) {
        String name = "rule " + rule.name();
        if (finds(judged(rule.query()))) {
            return Row.passed(name, rule.alerting() ? "has something to judge" : "records something", Duration.ZERO);
        }
        return rule.group().equals(OF_THE_WHOLE_STACK) && !place.whole()
                ? Row.notPromised(name, "judges a server that only the stack in Docker has")
                : Row.failed(name, "an answer to " + rule.query(), "observability/prometheus/rules");
    }

    /** What a rule looks at, right or wrong. */
    private static String judged(String query) {
        String compared = COMPARISON.matcher(query).replaceAll(" $1 bool ");
        return EARLIER.matcher(EXCEPTION.matcher(compared).replaceAll("or")).replaceAll("");
    }

    /** The query with its variables as Grafana fills them in: the service that is chosen first, a rate over a minute. */
    private static String filledIn(String query) {
        return query.replaceAll("\\$\\{?service}?", "front-service")
                .replaceAll("\\$\\{?__(rate_)?interval}?", "1m")
                .replaceAll("\\$\\{?__range}?", "15m");
    }

    private boolean finds(String query) {
        try {
            return !backends.query(query).isEmpty();
        } catch (NoAnswerException e) {
            return false;
        }
    }
}
