package dev.signalbox.lab.observe;

import dev.signalbox.lab.home.Pair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What both kinds of lab have alike: a pair each of Prometheus and Alertmanager, and pager. */
abstract class PairedBackends implements Backends {

    private final List<Prometheus> prometheus;
    private final Map<String, Prometheus> prometheusHalves;
    private final Map<String, Alertmanager> alertmanagerHalves;
    private final Pager pager;

    /**
     * @param prometheus those that know the same; one that does not answer is made up for by the next
     * @param prometheusHalves each half by its name
     * @param alertmanagerHalves each half by its name
     */
    PairedBackends(
            List<Prometheus> prometheus,
            Map<String, Prometheus> prometheusHalves,
            Map<String, Alertmanager> alertmanagerHalves,
            Pager pager) {
        this.prometheus = prometheus;
        this.prometheusHalves = prometheusHalves;
        this.alertmanagerHalves = alertmanagerHalves;
        this.pager = pager;
    }

    /** Something for each half of a pair. */
    static <T> Map<String, T> halves(Pair pair, Function<Pair.Half, T> made) {
        return pair.halves().stream().collect(Collectors.toMap(Pair.Half::name, made));
    }

    @Override
    public Map<String, Set<Alert>> alertsOfPrometheus() {
        return askEach(prometheusHalves, Prometheus::alerts);
    }

    @Override
    public Map<String, Set<Alert>> alertsOfAlertmanager() {
        return askEach(alertmanagerHalves, Alertmanager::alerts);
    }

    @Override
    public List<NotificationCount> notifications(String alertname, String service, Instant since) {
        return pager.count(alertname, service, since);
    }

    @Override
    public List<ToldAlert> told(String channel, String alertname, Instant since) {
        return pager.told(channel, alertname, since);
    }

    @Override
    public List<Sample> query(String promql) {
        return ask(server -> server.query(promql));
    }

    @Override
    public List<Exemplar> exemplarsOf(String promql, Instant since) {
        return ask(server -> server.exemplars(promql, since));
    }

    @Override
    public Map<String, List<Rule>> rulesOfPrometheus() {
        return askEach(prometheusHalves, Prometheus::rules);
    }

    @Override
    public List<Rule> rules() {
        return ask(Prometheus::rules);
    }

    private <T> T ask(Function<Prometheus, T> question) {
        NoAnswerException last = null;
        for (Prometheus server : prometheus) {
            try {
                return question.apply(server);
            } catch (NoAnswerException e) {
                last = e;
            }
        }
        throw last;
    }

    private static <S, T> Map<String, T> askEach(Map<String, S> servers, Function<S, T> question) {
        Map<String, T> answers = new LinkedHashMap<>();
        servers.forEach((name, server) -> {
            try {
                answers.put(name, question.apply(server));
            } catch (NoAnswerException e) {
                // Missing, as the caller is told.
            }
        });
        return answers;
    }
}
