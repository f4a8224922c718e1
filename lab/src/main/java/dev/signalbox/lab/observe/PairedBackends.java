package dev.signalbox.lab.observe;

import dev.signalbox.lab.home.Pair;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What both kinds of lab have alike: a pair each of Prometheus and Alertmanager, and pager. */
abstract class PairedBackends implements Backends {

    /** One half of that pair. */
    abstract Prometheus prometheus(Pair.Half half);

    /** One half of that pair. */
    abstract Alertmanager alertmanager(Pair.Half half);

    abstract Pager pager();

    /** Asks whichever of the two answers: both know the same. */
    abstract <T> T ask(Function<Prometheus, T> question);

    @Override
    public Map<String, Set<Alert>> alertsOfPrometheus() {
        return askEach(Pair.PROMETHEUS, half -> prometheus(half).alerts());
    }

    @Override
    public Map<String, Set<Alert>> alertsOfAlertmanager() {
        return askEach(Pair.ALERTMANAGER, half -> alertmanager(half).alerts());
    }

    @Override
    public List<NotificationCount> notifications(String alertname, String service, Instant since) {
        return pager().count(alertname, service, since);
    }

    @Override
    public List<ToldAlert> told(String channel, String alertname, Instant since) {
        return pager().told(channel, alertname, since);
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
        return askEach(Pair.PROMETHEUS, half -> prometheus(half).rules());
    }

    @Override
    public List<Rule> rules() {
        return ask(Prometheus::rules);
    }

    private static <T> Map<String, T> askEach(Pair pair, Function<Pair.Half, T> question) {
        return askEach(pair.halves(), Pair.Half::name, question);
    }

    /** What each of some servers answers, by its name. One that does not answer is missing, as the caller is told. */
    static <S, T> Map<String, T> askEach(Collection<S> servers, Function<S, String> name, Function<S, T> question) {
        Map<String, T> answers = new LinkedHashMap<>();
        for (S server : servers) {
            try {
                answers.put(name.apply(server), question.apply(server));
            } catch (NoAnswerException e) {
                // Missing.
            }
        }
        return answers;
    }
}
