package dev.signalbox.backend.promql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a label, as PromQL has it.
 *
 * @param label a name of letters, digits and underscores
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value the text, or the regular expression
 */
public record LabelFilter(String label, String operator, String value) {

    private static final Pattern FORM = Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*(.*)", Pattern.DOTALL);

    /** Reads {@code http_route=/orders}, without quotation marks. */
    public static LabelFilter parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a label is written name=value, such as http_route=/orders; != is not,"
                    + " =~ and !~ compare with a regular expression");
        }
        return new LabelFilter(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** As it stands between braces in PromQL. */
    String promql() {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return label + operator + '"' + escaped + '"';
    }
}
