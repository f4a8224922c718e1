package dev.signalbox.backend.promql;

/** What the numbers of a chart are. */
public enum Unit {
    SECONDS,
    BYTES,
    BYTES_PER_SECOND,
    /** 1 is the whole. */
    RATIO,
    PER_SECOND,
    NUMBER;

    /** The unit at the end of a metric's name. */
    static Unit of(String metric) {
        String base = metric.replaceFirst("_total$", "");
        if (base.endsWith("_seconds")) {
            return SECONDS;
        }
        if (base.endsWith("_bytes")) {
            return BYTES;
        }
        return base.endsWith("_ratio") ? RATIO : NUMBER;
    }

    /** What becomes of it when it is divided by seconds. */
    Unit perSecond() {
        return switch (this) {
            // Seconds in a second, such as those of the processor, are a share of it.
            case SECONDS -> RATIO;
            case BYTES -> BYTES_PER_SECOND;
            default -> PER_SECOND;
        };
    }
}
