package dev.signalbox.backend.log;

import dev.signalbox.backend.query.Times;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes log lines: what has a column of its own is taken out of labels and metadata. */
final class LogLines {

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    private LogLines() {}

    static LogLine of(Map<String, String> labels, LogPush.Entry entry) {
        Map<String, String> attributes = new LinkedHashMap<>(labels);
        attributes.putAll(entry.metadata());
        String service = take(attributes, "service_name");
        String level = take(attributes, "level");
        return new LogLine(
                0,
                Times.instant(entry.epochNanos()),
                service.isEmpty() ? "unknown_service" : service,
                level.toUpperCase(Locale.ROOT),
                entry.line(),
                takeId(attributes, "trace_id", TRACE_ID),
                takeId(attributes, "span_id", SPAN_ID),
                attributes);
    }

    private static String take(Map<String, String> attributes, String key) {
        String value = attributes.remove(key);
        return value == null ? "" : value;
    }

    /** What is not an id stays an attribute, unless it is empty: that is how a line without a trace comes. */
    private static String takeId(Map<String, String> attributes, String key, Pattern form) {
        String value = attributes.getOrDefault(key, "").toLowerCase(Locale.ROOT);
        boolean id = form.matcher(value).matches();
        if (id || value.isEmpty()) {
            attributes.remove(key);
        }
        return id ? value : null;
    }
}
