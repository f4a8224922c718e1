package dev.signalbox.lab.verify;

import dev.signalbox.lab.observe.Backends;
import dev.signalbox.lab.observe.Dashboards;
import dev.signalbox.lab.observe.NoAnswerException;
import dev.signalbox.lab.observe.Rule;
import dev.signalbox.lab.verify.Link.Needs;
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

    /** One link for each panel that asks Prometheus, and one for each rule. */
    List<Link> all(Dashboards dashboards) {
        List<Link> links = new ArrayList<>();
        for (JsonNode dashboard : dashboards.all()) {
            dashboard
                    .path("panels")
                    .valueStream()
                    .flatMap(panel -> panel(dashboard, panel))
                    .forEach(links::add);
        }
        backends.rules().stream().map(this::rule).forEach(links::add);
        return links;
    }

    private Stream<Link> panel(JsonNode dashboard, JsonNode panel) {
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
        return Stream.of(new Link(
                name,
                Needs.PROMETHEUS,
                "observability/grafana/dashboards; a panel that is empty by nature says so in its description:"
                        + " \"Empty until ...\"",
                () -> follow(queries, panel.path("description").asString(""))));
    }

    private String follow(List<String> queries, String description) {
        List<String> empty = queries.stream().filter(query -> !finds(query)).toList();
        if (!empty.isEmpty()) {
            Matcher nature = EMPTY_BY_NATURE.matcher(description);
            if (nature.find() && !(place.whole() && nature.group().startsWith(NOT_WHOLE))) {
                throw new NotPromised(nature.group());
            }
            throw new Missing("an answer to " + String.join(" and to ", empty));
        }
        return queries.size() + " queries";
    }

    private Link rule(Rule rule) {
        return new Link("rule " + rule.name(), Needs.PROMETHEUS, "observability/prometheus/rules", () -> follow(rule));
    }

    private String follow(Rule rule) {
        if (!finds(judged(rule.query()))) {
            if (rule.group().equals(OF_THE_WHOLE_STACK) && !place.whole()) {
                throw new NotPromised("judges a server that only the stack in Docker has");
            }
            throw new Missing("an answer to " + rule.query());
        }
        return rule.alerting() ? "has something to judge" : "records something";
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
