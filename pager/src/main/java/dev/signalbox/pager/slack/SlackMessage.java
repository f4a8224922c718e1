package dev.signalbox.pager.slack;

import dev.signalbox.pager.inbox.Channel;
import dev.signalbox.pager.inbox.Message;
import dev.signalbox.pager.message.Headline;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Alertmanager and Grafana post to a Slack incoming webhook:
 * <a href="https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments">attachments</a>, the
 * first of which has the headline. Fields that are not listed here are ignored.
 */
record SlackMessage(
        @Size(max = 200) String username,
        @Size(max = 40_000) String text,
        @Size(max = 100) List<@NotNull @Valid Attachment> attachments) {

    record Attachment(
            @Size(max = Headline.MAX_TITLE) String title,
            @Size(max = 4000) String title_link,
            @Size(max = 40_000) String pretext,
            @Size(max = 40_000) String text,
            @Size(max = 100) List<@NotNull @Valid Field> fields) {

        Stream<String> texts() {
            return Stream.concat(
                    Stream.of(pretext, text).filter(part -> part != null && !part.isBlank()),
                    fields == null ? Stream.of() : fields.stream().map(field -> field.title + ": " + field.value));
        }
    }

    record Field(
            @Size(max = 200) String title, @Size(max = 4000) String value) {}

    /**
     * The message as the inbox keeps it.
     *
     * @param address where it came from
     * @return empty when there is no title that says that something fires, or that it is over
     */
    Optional<Message> toMessage(String address) {
        List<Attachment> parts = attachments == null ? List.of() : attachments;
        Attachment first = parts.isEmpty() ? null : parts.get(0);
        String title = first == null || first.title == null ? text : first.title;
        if (title == null || title.length() > Headline.MAX_TITLE) {
            return Optional.empty();
        }
        String written = parts.stream().flatMap(Attachment::texts).collect(Collectors.joining("\n"));
        return Headline.of(title, written)
                .map(headline -> new Message(
                        Channel.SLACK,
                        Headline.externalUrl((first == null ? "" : first.title_link) + " " + written)
                                .orElse(username == null ? "unknown" : username),
                        address,
                        null,
                        headline.groupKey(),
                        title,
                        written.isBlank() ? null : written,
                        headline.alerts()));
    }
}
