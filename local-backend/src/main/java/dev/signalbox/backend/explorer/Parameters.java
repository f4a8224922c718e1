package dev.signalbox.backend.explorer;

import dev.signalbox.backend.query.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a page's address asks for, as it was written. Reading a value that cannot be understood throws an
 * {@link IllegalArgumentException} with a message for people; what is blank was not said.
 */
public record Parameters(MultiValueMap<String, String> all) {

    /** The parameter as it was written, to fill the form with; null when it was not. */
    public @Nullable String get(String name) {
        return text(name).orElse(null);
    }

    /** The parameter's values, as written. */
    public List<String> list(String name) {
        return all.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    Optional<String> text(String name) {
        return list(name).stream().findFirst();
    }

    /** A 32-digit trace id, in lower case. */
    @Nullable
    String traceId() {
        return text("traceId").map(Parameters::traceId).orElse(null);
    }

    /** A 16-digit span id, in lower case. */
    @Nullable
    String spanId() {
        return text("spanId").map(Parameters::spanId).orElse(null);
    }

    @Nullable
    Cursor before() {
        return text("before").map(Cursor::parse).orElse(null);
    }

    /** The time looked at, by {@code range}, or {@code from} and {@code to}. */
    TimeRange time(Instant now) {
        return TimeRange.of(get("range"), get("from"), get("to"), now);
    }

    /** A duration in milliseconds, 0 or more; {@code what} names it in the message. */
    @Nullable
    Double millis(String name, String what) {
        return text(name).map(text -> parseMillis(text, what)).orElse(null);
    }

    /** The address of the same state of a page, of which these are all parameters. */
    Address address(String path, String... names) {
        Address address = Address.of(path);
        for (String name : names) {
            address = address.withAll(name, list(name));
        }
        return address;
    }

    static String traceId(String text) {
        return hex(text, 32, "a trace id has 32 hex digits");
    }

    static String spanId(String text) {
        return hex(text, 16, "a span id has 16 hex digits");
    }

    private static String hex(String text, int digits, String otherwise) {
        String id = text.strip().toLowerCase(Locale.ROOT);
        if (!id.matches("[0-9a-f]{" + digits + "}")) {
            throw new IllegalArgumentException(otherwise);
        }
        return id;
    }

    private static double parseMillis(String text, String what) {
        try {
            double millis = Double.parseDouble(text);
            // A year is more than anything here lasts, and less than what overflows as nanoseconds.
            if (millis >= 0 && millis <= 31_536_000_000.0) {
                return millis;
            }
        } catch (NumberFormatException e) {
            // falls through: said below in words
        }
        throw new IllegalArgumentException(what + " must be a number of milliseconds");
    }
}
