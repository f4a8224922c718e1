package dev.signalbox.backend.promql;

/**
 * A metric of which Prometheus has series now.
 *
 * @param name as people know it: of a histogram without the suffixes of its series
 * @param type what can be asked of it
 * @param help what it means, in its maker's words; empty when nobody said
 */
public record Metric(String name, Type type, String help) {

    /** The types of Prometheus. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY,
        /** Nobody said, as of what rules record. */
        UNKNOWN;

        static Type of(String text) {
            return switch (text) {
                case "counter" -> COUNTER;
                case "gauge", "info", "stateset" -> GAUGE;
                case "histogram" -> HISTOGRAM;
                case "summary" -> SUMMARY;
                default -> UNKNOWN;
            };
        }
    }

    /** A name among its series, to ask for labels with. */
    public String series() {
        return type == Type.HISTOGRAM ? name + "_bucket" : name;
    }

    /** What its values are measured in, by the end of its name, as OpenMetrics has it. */
    public Unit unit() {
        return Unit.of(name);
    }
}
