package dev.signalbox.backend.metric;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of metrics and labels as the collector's Prometheus exporter makes them of OpenTelemetry's ("OpenTelemetry to
 * Prometheus compatibility" in the specification): underscores for all that is not a letter or a digit, and the unit
 * and the type as suffixes.
 *
 * @param base the name without the {@code _total} of a counter
 * @param unit the unit's suffix, empty when there is none
 */
record MetricName(String base, String unit) {

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("d", "days"),
            Map.entry("h", "hours"),
            Map.entry("min", "minutes"),
            Map.entry("s", "seconds"),
            Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("By", "bytes"),
            Map.entry("KiBy", "kibibytes"),
            Map.entry("MiBy", "mebibytes"),
            Map.entry("GiBy", "gibibytes"),
            Map.entry("TiBy", "tibibytes"),
            Map.entry("KBy", "kilobytes"),
            Map.entry("MBy", "megabytes"),
            Map.entry("GBy", "gigabytes"),
            Map.entry("TBy", "terabytes"),
            Map.entry("m", "meters"),
            Map.entry("V", "volts"),
            Map.entry("A", "amperes"),
            Map.entry("J", "joules"),
            Map.entry("W", "watts"),
            Map.entry("g", "grams"),
            Map.entry("Cel", "celsius"),
            Map.entry("Hz", "hertz"),
            Map.entry("1", ""),
            Map.entry("%", "percent"));

    private static final Map<String, String> PER_UNITS =
            Map.of("s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y", "year");

    static MetricName of(Metric metric) {
        List<String> words = words(metric.getName());
        String unit = "";
        String[] parts = metric.getUnit().split("/", 2);
        String main = unit(parts[0].strip(), UNITS);
        if (!main.isEmpty()) {
            appendMissing(words, main);
            unit = main;
        }
        if (parts.length == 2) {
            String per = unit(parts[1].strip(), PER_UNITS);
            if (!per.isEmpty() && !words.contains(per)) {
                words.add("per");
                words.add(per);
                unit = unit.isEmpty() ? "per_" + per : unit + "_per_" + per;
            }
        }
        if (isCounter(metric)) {
            words.removeIf("total"::equals);
        } else if (metric.hasGauge() && metric.getUnit().equals("1")) {
            words.removeIf("ratio"::equals);
            words.add("ratio");
            unit = "ratio";
        }
        String name = String.join("_", words);
        if (name.isEmpty()) {
            name = "total";
        }
        String base = Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return new MetricName(base, base.endsWith("_" + unit) ? unit : "");
    }

    /** A label's name for an attribute's. */
    static String label(String attribute) {
        String name = attribute
                .codePoints()
                .mapToObj(c -> isAlphanumeric(c) || c == '_' ? Character.toString(c) : "_")
                .collect(Collectors.joining());
        if (name.isEmpty()) {
            return "_";
        }
        if (Character.isDigit(name.charAt(0)) || name.startsWith("__")) {
            return "key_" + name;
        }
        return name;
    }

    private static boolean isCounter(Metric metric) {
        return metric.hasSum() && metric.getSum().getIsMonotonic();
    }

    private static void appendMissing(List<String> words, String unit) {
        if (!words.contains(unit)) {
            words.add(unit);
        }
    }

    /** Nothing for annotations such as {request}, the word where there is one, else the unit as it is. */
    private static String unit(String unit, Map<String, String> words) {
        if (unit.contains("{")) {
            return "";
        }
        return words.getOrDefault(unit, String.join("_", words(unit)));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[^a-zA-Z0-9:]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
