package dev.signalbox.pager.inbox;

import java.time.Instant;
import java.util.Map;

/**
 * What a sender said about one alert, whatever the channel.
 *
 * @param sender who sent it: the name in the webhook's address, or Alertmanager's external URL
 * @param receiver Alertmanager's receiver that was used
 * @param groupKey the group of alerts that this one was sent with
 * @param fingerprint identity of the alert: the same for the same set of labels
 * @param startsAt when the alert began to fire
 * @param endsAt when it ended; null while it fires
 * @param generatorUrl the rule's graph in Prometheus; may be null
 */
public record Alert(
        Channel channel,
        String sender,
        String receiver,
        String groupKey,
        Status status,
        String alertname,
        String fingerprint,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl) {}
