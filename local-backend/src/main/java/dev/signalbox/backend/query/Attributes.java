package dev.signalbox.backend.query;

import dev.signalbox.backend.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Attributes that are asked for: how they are written, and how their JSON column is searched. */
public final class Attributes {

    private static final int MOST = 16;

    private static final Pattern FRACTION = Pattern.compile("-?\\d+([.eE].*)");

    private Attributes() {}

    /**
     * Reads conditions as addresses have them.
     *
     * @throws IllegalArgumentException one is not {@code key=value}, or they are too many
     */
    public static Map<String, String> parse(List<String> keysAndValues) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String keyAndValue : keysAndValues) {
            int equals = keyAndValue.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("an attribute is written key=value, such as http.route=/api/orders");
            }
            attributes.put(
                    keyAndValue.substring(0, equals).strip(),
                    keyAndValue.substring(equals + 1).strip());
        }
        if (attributes.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " attributes can be asked for");
        }
        return attributes;
    }

    /**
     * Asks for one attribute, compared as text.
     *
     * @param n tells it from others of the same statement
     * @param columns any of these JSON columns may have it
     */
    public static void and(Where where, int n, String key, String value, String... columns) {
        // Looking for the texts first spares most rows from being parsed.
        String sql = "(contains(%2$s, :part%1$d) AND contains(%2$s, :fragment%1$d)"
                + " AND json_extract_string(%2$s, :path%1$d) = :value%1$d)";
        String fragment = Json.write(key) + ":";
        where.and(List.of(columns).stream()
                        .map(column -> sql.formatted(n, column))
                        .reduce((one, other) -> one + " OR " + other)
                        .map(any -> "(" + any + ")")
                        .orElseThrow())
                .with("fragment" + n, fragment)
                .with("part" + n, isWrittenAsItIs(value) ? value : fragment)
                .with("path" + n, "/" + key.replace("~", "~0").replace("/", "~1"))
                .with("value" + n, value);
    }

    /** Whether JSON has the value as it is compared: nothing is escaped, and no fraction may be written in another way. */
    private static boolean isWrittenAsItIs(String value) {
        return Json.write(value).equals('"' + value + '"')
                && !FRACTION.matcher(value).matches();
    }
}
