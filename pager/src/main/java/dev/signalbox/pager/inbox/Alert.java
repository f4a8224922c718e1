package dev.signalbox.pager.inbox;

import java.time.Instant;
import java.util.Map;

/**
 * What a message says of one alert. Only a webhook tells all of it; of a message that is made for people there is what
 * its title says, and the labels that its text shows.
 *
 * @param service which service it is about; null when the message does not say
 * @param fingerprint identity of the alert: the same for the same set of labels; null when the message does not say
 * @param startsAt when the alert began to fire; null when the message does not say
 * @param endsAt when it ended; null while it fires, or when the message does not say
 * @param generatorUrl the rule's graph in Prometheus; may be null
 */
public record Alert(
        Status status,
        String alertname,
        String service,
        String fingerprint,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl) {

    /** An alert of which only these are known. */
    public static Alert named(Status status, String alertname, String service) {
        return new Alert(status, alertname, service, null, Map.of(), Map.of(), null, null, null);
    }
}
