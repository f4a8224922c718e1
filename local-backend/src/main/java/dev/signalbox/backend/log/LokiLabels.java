package dev.signalbox.backend.log;

import dev.signalbox.backend.ingest.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads labels as Prometheus and Loki write them: {@code {service_name="auth", level="INFO"}}. */
final class LokiLabels {

    // Possessive, so that no text makes it try again and again.
    private static final Pattern LABEL = Pattern.compile(
            "\\s*+([a-zA-Z_][a-zA-Z0-9_.]*+)\\s*+=\\s*+\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*+(,\\s*+|(?=}))",
            Pattern.DOTALL);

    private LokiLabels() {}

    static Map<String, String> parse(String text) {
        String labels = text.strip();
        if (labels.length() < 2 || labels.charAt(0) != '{' || labels.charAt(labels.length() - 1) != '}') {
            throw malformed(text);
        }
        Map<String, String> parsed = new LinkedHashMap<>();
        Matcher matcher = LABEL.matcher(labels);
        int at = 1;
        while (at < labels.length() - 1) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw malformed(text);
            }
            parsed.put(matcher.group(1), unescape(matcher.group(2)));
            at = matcher.end();
        }
        return parsed;
    }

    private static String unescape(String value) {
        return value.indexOf('\\') < 0
                ? value
                : value.replace("\\\\", "\0")
                        .replace("\\n", "\n")
                        .replace("\\\"", "\"")
                        .replace("\0", "\\");
    }

    private static RefusedException malformed(String text) {
        return RefusedException.malformed(
                "Labels must be {name=\"value\", ...} and not " + text.substring(0, Math.min(80, text.length())));
    }
}
