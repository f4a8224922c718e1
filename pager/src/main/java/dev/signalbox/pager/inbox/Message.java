package dev.signalbox.pager.inbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One message of one channel, as a person on call would get it: it tells of one alert, or of a group.
 *
 * @param sender who says so: the external URL of an Alertmanager or a Grafana, or what else the channel has for a name
 * @param address the IP address it came from: tells the halves of a pair apart that have one external URL
 * @param receiver Alertmanager's receiver that was used; null where the channel does not say
 * @param groupKey what the message is about, the same from the first notification to the last: Alertmanager's group
 *     key, PagerDuty's deduplication key, else the names of alert and service
 * @param title the headline or subject; for a webhook, which has none, null
 * @param text what else is written for people; may be null
 * @param alerts at least one
 */
public record Message(
        Channel channel,
        String sender,
        String address,
        String receiver,
        String groupKey,
        String title,
        String text,
        List<Alert> alerts) {

    /** Firing as long as one of its alerts is. */
    public Status status() {
        return alerts.stream().anyMatch(alert -> alert.status() == Status.FIRING) ? Status.FIRING : Status.RESOLVED;
    }

    /** The alerts' names, each once. */
    public Set<String> names() {
        return alerts.stream().map(Alert::alertname).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The service of the first alert that has one; null if none has. */
    public String service() {
        return alerts.stream()
                .map(Alert::service)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** One line about it for people; null if there is none. */
    public String line() {
        if (title != null) {
            return title;
        }
        Map<String, String> annotations = alerts.get(0).annotations();
        return annotations.getOrDefault("summary", annotations.get("description"));
    }

    /**
     * What is new in it: equal for two messages of a group that say the same of the same alerts. Times, links and texts
     * are left out: in them the two halves of a pair may differ. A message that does not tell the alerts apart says at
     * least how many fire, in the brackets of its title.
     */
    String news() {
        return alerts.stream()
                .map(alert -> alert.status() + " " + (alert.fingerprint() == null ? brackets() : alert.fingerprint()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private String brackets() {
        return title.substring(0, title.indexOf(']') + 1);
    }
}
