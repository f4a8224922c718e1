package dev.signalbox.lab.verify;

import dev.signalbox.lab.verify.Catalogue.Entry;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a metric is called in Prometheus: "OpenTelemetry to Prometheus compatibility" in the specification. */
final class PrometheusName {

    private static final Map<String, String> UNITS =
            Map.of("s", "seconds", "By", "bytes", "1", "ratio", "connections", "connections");

    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|total)$");

    private PrometheusName() {}

    /** A name or an attribute with underscores for all but letters and digits. */
    static String of(String name) {
        return name.replaceAll("[^a-zA-Z0-9]+", "_");
    }

    /** The name of a metric's series that tells its type and unit. */
    static String series(Entry metric) {
        String name = withUnit(metric, of(metric.name()));
        return switch (metric.type()) {
            case "histogram" -> name + "_bucket";
            case "counter" -> name + "_total";
            default -> name;
        };
    }

    /** Whether a series belongs to a listed metric; the recent maximum of a histogram belongs to it. */
    static boolean isOf(Entry metric, String series) {
        String name = of(metric.name());
        if (name.endsWith("_*") || metric.name().endsWith("*")) {
            return series.startsWith(of(metric.name().replace("*", "")));
        }
        return SUFFIX.matcher(series).replaceFirst("").equals(withUnit(metric, name))
                || metric.type().equals("histogram") && series.equals(withUnit(metric, name + "_max"));
    }

    private static String withUnit(Entry metric, String name) {
        String unit = UNITS.getOrDefault(metric.unit(), "");
        return unit.isEmpty() || List.of(name.split("_")).contains(unit) ? name : name + "_" + unit;
    }
}
