package dev.signalbox.lab.observe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lab's servers know, asked in one way whichever servers they are. Who checks something about the lab asks here
 * and nowhere else. What is not there, or not yet, is missing from an answer; a server that does not answer is a
 * {@link NoAnswerException}.
 *
 * <p>Of the pairs each half is asked by itself where it matters: that the two agree is one of the things that are
 * checked. A half that does not answer is missing from the map, under the name that {@code signalbox status} calls it by.
 */
public interface Backends {

    /** The alerts that each Prometheus sees, pending ones too. */
    Map<String, Set<Alert>> alertsOfPrometheus();

    /** The alerts that each Alertmanager holds. */
    Map<String, Set<Alert>> alertsOfAlertmanager();

    /** The alerts of Grafana's own rules that each Grafana holds; empty in a lab without. */
    Map<String, Set<Alert>> alertsOfGrafana();

    /** What all of these see and hold, by the name of the server. */
    default Map<String, Set<Alert>> alerts() {
        Map<String, Set<Alert>> all = new LinkedHashMap<>(alertsOfPrometheus());
        all.putAll(alertsOfAlertmanager());
        all.putAll(alertsOfGrafana());
        return all;
    }

    /**
     * How many notifications of an alert of a service came by each channel. A channel that is missing had none.
     *
     * @param since received at or after
     */
    List<NotificationCount> notifications(String alertname, String service, Instant since);

    /** The alerts of this name that a channel told of since then, when it told that they fire; the newest first. */
    List<ToldAlert> told(String channel, String alertname, Instant since);

    /** The spans of a trace. */
    List<Span> trace(String traceId);

    /** The traces that have a span of this name since then, the newest 500 of them. */
    List<TraceSummary> tracesWith(String spanName, Instant since);

    /** The traces that have a span with this attribute since then, the newest 500 of them. */
    List<TraceSummary> tracesWith(String attribute, String value, Instant since);

    /** All traces since then, newest first. */
    List<TraceSummary> traces(Instant since);

    /** The log lines with a trace id. */
    List<LogLine> logsOfTrace(String traceId);

    /**
     * Log lines of a service, the newest 500 of them.
     *
     * @param text occurs in the message; empty for all
     */
    List<LogLine> logsOf(String service, String text, Instant since);

    /** What the profiler found running in a span, and in none below it. */
    Samples samplesOf(Span span);

    /** What a PromQL query finds now. */
    List<Sample> query(String promql);

    /**
     * The exemplars of what a PromQL query selects.
     *
     * @param since measured at or after
     */
    List<Exemplar> exemplarsOf(String promql, Instant since);

    /** The rules that each Prometheus evaluates. */
    Map<String, List<Rule>> rulesOfPrometheus();

    /** All rules. */
    List<Rule> rules();

    /** The edges of the service map that were there since then, databases left out. */
    Set<Call> serviceMap(Instant since);

    /** Where people look at dashboards: the address that {@code /d/uid} is added to. */
    String dashboards();

    /** Whether there is a page for people at an address of the explorer, of Grafana or of another server of the lab. */
    boolean hasPage(String address);
}
