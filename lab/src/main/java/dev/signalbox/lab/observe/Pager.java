package dev.signalbox.lab.observe;

import static dev.signalbox.lab.observe.Server.encode;
import static dev.signalbox.lab.observe.Server.texts;

import java.time.Instant;
import java.util.List;

/** The inbox that every notification ends in. */
record Pager(Server server) {

    List<NotificationCount> count(String alertname, String service, Instant since) {
        return server.get("/api/notifications/count?alertname=" + encode(alertname) + "&service=" + encode(service)
                        + "&since=" + encode(since.toString()))
                .valueStream()
                .map(count -> new NotificationCount(
                        count.path("channel").asString(),
                        count.path("firing").asInt(),
                        count.path("resolved").asInt()))
                .toList();
    }

    List<ToldAlert> told(String channel, String alertname, Instant since) {
        return server.get("/api/notifications?status=firing&channel=" + encode(channel) + "&alertname="
                        + encode(alertname) + "&since=" + encode(since.toString()))
                .path("items")
                .valueStream()
                .flatMap(notification -> notification.path("alerts").valueStream())
                .map(alert -> new ToldAlert(texts(alert.path("labels")), texts(alert.path("annotations"))))
                .toList();
    }
}
