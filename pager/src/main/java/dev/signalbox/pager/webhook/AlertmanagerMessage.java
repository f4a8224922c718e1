package dev.signalbox.pager.webhook;

import dev.signalbox.pager.inbox.Alert;
import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Message;
import dev.signalbox.pager.inbox.Status;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Alertmanager posts to a webhook, version 4 of the format:
 * <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>. Fields that
 * are not listed here are ignored: newer Alertmanagers may add some. Grafana's webhook sends the same, with more, and
 * calls it version 1:
 * <a href="https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/">webhook
 * notifier</a>.
 */
record AlertmanagerMessage(
        @NotNull @Pattern(regexp = "[14]", message = "must be \"4\", or \"1\" from Grafana")
        String version,

        @NotBlank @Size(max = 4000) String groupKey,
        @NotBlank @Size(max = 200) String receiver,
        @NotBlank @Size(max = 200) String externalURL,
        @NotEmpty List<@NotNull @Valid AlertState> alerts) {

    /** One alert of the group. */
    record AlertState(
            @NotNull Status status,
            @NotNull @Size(max = 50) Map<@NotBlank @Size(max = 200) String, @NotNull @Size(max = 1000) String> labels,

            @NotNull @Size(max = 20)
            Map<@NotBlank @Size(max = 200) String, @NotNull @Size(max = 4000) String> annotations,

            @NotNull Instant startsAt,
            Instant endsAt,
            @Size(max = 4000) String generatorURL,
            @NotBlank @Size(max = 64) String fingerprint) {

        Alert toAlert() {
            return new Alert(
                    status,
                    // Alertmanager allows alerts without a name; people need something to read.
                    labels.getOrDefault("alertname", "(no alertname)"),
                    labels.get("service_name"),
                    fingerprint,
                    labels,
                    annotations,
                    startsAt,
                    status == Status.FIRING ? null : endsAt,
                    generatorURL);
        }
    }

    /**
     * The message as the inbox keeps it.
     *
     * @param address where it came from
     */
    Message toMessage(String address) {
        return new Message(
                Channel.WEBHOOK,
                externalURL,
                address,
                receiver,
                groupKey,
                null,
                null,
                alerts.stream().map(AlertState::toAlert).toList());
    }
}
