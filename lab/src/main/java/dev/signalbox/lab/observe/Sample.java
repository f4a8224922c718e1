package dev.signalbox.lab.observe;

import java.util.Collection;
import java.util.Map;

/**
 * One element of the answer to a PromQL query.
 *
 * @param labels the metric's name, {@code __name__}, among them if the query kept it
 */
public record Sample(Map<String, String> labels, double value) {

    /** What samples add up to. */
    public static double sum(Collection<Sample> samples) {
        return samples.stream().mapToDouble(Sample::value).sum();
    }

    /** The metric's name, empty if the query did not keep it. */
    public String name() {
        return label("__name__");
    }

    /** A label's value, empty if it has none. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
