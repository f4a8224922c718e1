package dev.signalbox.pager.pagerduty;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Message;
import dev.signalbox.pager.inbox.Status;
import dev.signalbox.pager.message.Headline;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;

/**
 * An event of PagerDuty's <a href="https://developer.pagerduty.com/docs/send-alert-event">Events API v2</a>. Fields that
 * are not listed here are ignored.
 *
 * @param dedupKey what the event is about, the same from trigger to resolve
 * @param payload of a trigger; may be missing from a resolve
 */
record PagerDutyEvent(
        @NotBlank @Size(max = 200) @JsonProperty("routing_key")
        String routingKey,

        @NotNull @JsonProperty("event_action") Action action,
        @Size(min = 1, max = 255) @JsonProperty("dedup_key") String dedupKey,
        @Size(max = 200) String client,
        @Size(max = 4000) @JsonProperty("client_url") String clientUrl,
        @Valid Payload payload) {

    /** What happened. Alertmanager and Grafana never acknowledge: that is for people. */
    enum Action {
        @JsonProperty("trigger")
        TRIGGER(Status.FIRING),
        @JsonProperty("resolve")
        RESOLVE(Status.RESOLVED);

        private final Status status;

        Action(Status status) {
            this.status = status;
        }
    }

    /**
     * What PagerDuty shows.
     *
     * @param details the groups' alerts: a text up to Alertmanager 0.28 and in Grafana, and a list of objects in newer
     *     ones; anything is allowed
     */
    record Payload(
            @NotBlank @Size(max = Headline.MAX_TITLE) String summary,
            @NotBlank @Size(max = 200) String source,
            @NotBlank @Size(max = 20) String severity,
            @JsonProperty("custom_details") JsonNode details) {}

    @AssertTrue(message = "must be there for a trigger")
    boolean isPayload() {
        return action != Action.TRIGGER || payload != null;
    }

    @AssertTrue(message = "must be there for a resolve")
    boolean isDedupKey() {
        return action != Action.RESOLVE || dedupKey != null;
    }

    /**
     * The event as the inbox keeps it.
     *
     * @param key its deduplication key, or one made for it
     * @param address where it came from
     */
    Message toMessage(String key, String address) {
        String title = payload == null ? key : payload.summary;
        String details = payload == null || payload.details == null ? null : readable(payload.details);
        Headline headline = Headline.of(action.status, title, details);
        return new Message(Channel.PAGERDUTY, sender(), address, null, key, title, details, headline.alerts());
    }

    /** Alertmanager's link has a path, Grafana's is its external URL; others may have none. */
    private String sender() {
        if (clientUrl == null || clientUrl.length() > 200) {
            return client == null ? "unknown" : client;
        }
        return Headline.externalUrl(clientUrl).orElse(clientUrl);
    }

    /** One entry per line; what is text in it as it is, with its own lines. */
    private static String readable(JsonNode details) {
        if (!details.isObject()) {
            return details.isString() ? details.stringValue() : details.toString();
        }
        StringBuilder lines = new StringBuilder();
        details.forEachEntry((name, value) -> {
            String text = value.isString() ? value.stringValue() : value.toString();
            if (!text.isBlank() && !text.equals("[]")) {
                lines.append(name).append(": ").append(text).append('\n');
            }
        });
        return lines.toString();
    }
}
