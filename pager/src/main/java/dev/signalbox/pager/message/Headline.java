package dev.signalbox.pager.message;

import dev.signalbox.pager.inbox.Alert;
import dev.signalbox.pager.inbox.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message that is made for people says: by its title, which in Alertmanager's and in Grafana's own templates is
 * {@code [FIRING:2] PoolExhausted auth-service (warning)} or begins with {@code [RESOLVED]}, and by the labels that its
 * text shows. A template of your own is understood as long as it keeps the part in brackets.
 *
 * @param status what the brackets say
 * @param alertnames at least one
 * @param service null when it is not said
 */
public record Headline(Status status, Set<String> alertnames, String service) {

    /** The longest title that is accepted, in characters. */
    public static final int MAX_TITLE = 1000;

    private static final Pattern TITLE = Pattern.compile(
            "\\[(?<status>FIRING|RESOLVED)\\b[^]]*]\\s*(?<name>[^\\s(]+)?(?:\\s+(?<service>[^\\s(]+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ALERTNAME = label("alertname");
    private static final Pattern SERVICE = label("service_name");
    private static final Pattern EXTERNAL_URL =
            Pattern.compile("(https?://[^\\s\"'<>|]{1,190}?)/(?:#/(?:alerts|silences)|alerting/)");

    /**
     * Reads a message whose status is known only by its title.
     *
     * @param text may be null
     * @return empty when the title does not say that something fires, or that it is over
     */
    public static Optional<Headline> of(String title, String text) {
        Matcher matcher = TITLE.matcher(title);
        return matcher.find()
                ? Optional.of(of(Status.of(matcher.group("status").toLowerCase(Locale.ROOT)), title, text))
                : Optional.empty();
    }

    /**
     * Reads a message whose status is known.
     *
     * @param text may be null
     */
    public static Headline of(Status status, String title, String text) {
        Matcher matcher = TITLE.matcher(title);
        boolean usual = matcher.find();
        Set<String> names = new LinkedHashSet<>();
        String service = null;
        if (text != null) {
            ALERTNAME.matcher(text).results().forEach(found -> names.add(found.group(1)));
            Matcher labelled = SERVICE.matcher(text);
            service = labelled.find() ? labelled.group(1) : null;
        }
        if (names.isEmpty()) {
            names.add(usual && matcher.group("name") != null ? matcher.group("name") : title);
            service = service == null && usual ? matcher.group("service") : service;
        }
        return new Headline(status, names, service);
    }

    /** The external URL of an Alertmanager or a Grafana, if there is a link to it. */
    public static Optional<String> externalUrl(String text) {
        Matcher matcher = EXTERNAL_URL.matcher(text == null ? "" : text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** One alert for each name. */
    public List<Alert> alerts() {
        return alertnames.stream()
                .map(name -> Alert.named(status, name, service))
                .toList();
    }

    /** The same from the first message about these to the last. */
    public String groupKey() {
        return String.join(" ", alertnames) + (service == null ? "" : " " + service);
    }

    /** As templates show a label: {@code name = value}, {@code name: value}, {@code "name":"value"}. */
    private static Pattern label(String name) {
        return Pattern.compile("\\b" + name + "\"?\\s{0,3}[=:]\\s{0,3}\"?([\\w.:/-]{1,200})");
    }
}
