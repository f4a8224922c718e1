package dev.signalbox.backend.explorer;

import dev.signalbox.backend.promql.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How values look on the pages; templates know it as {@code @display}. */
@Component("display")
public class Display {

    /** How many colours the stylesheet has for services. */
    private static final int COLOURS = 8;

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The class of a service's colour; the same service has the same colour on every page. */
    public String colour(String service) {
        return "service-" + colourNumber(service);
    }

    /** Which of the stylesheet's colours of services. */
    int colourNumber(String service) {
        // A mixing of the bits under which the lab's own three services have three different colours.
        return ((service.hashCode() * 107) >>> 7) % COLOURS;
    }

    /** A duration with three digits that matter: 412 µs, 12.3 ms, 1.24 s, 2 min 5 s. */
    public String duration(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        if (nanos < 999_500) {
            return threeDigits(nanos / 1e3) + " µs";
        }
        if (nanos < 999_500_000) {
            return threeDigits(nanos / 1e6) + " ms";
        }
        if (nanos < 60_000_000_000L) {
            return threeDigits(nanos / 1e9) + " s";
        }
        return nanos / 60_000_000_000L + " min " + nanos / 1_000_000_000L % 60 + " s";
    }

    /** A round duration on the time axis, without digits that are 0: 2 ms, 0.5 s. */
    public String tick(long nanos) {
        return duration(nanos).replaceFirst("\\.0+(?= )", "").replaceFirst("(\\.\\d*?[1-9])0+(?= )", "$1");
    }

    /** A metric's value in its unit, to three digits: 12.3 ms, 48.2 MiB, 3.4 %, 0.25/s; a dash when there is none. */
    public String measured(@Nullable Double value, Unit unit) {
        if (value == null) {
            return "–";
        }
        return switch (unit) {
            case SECONDS -> value < 0 ? "-" + duration(Math.round(-value * 1e9)) : duration(Math.round(value * 1e9));
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case RATIO -> number(value * 100) + " %";
            case PER_SECOND -> number(value) + "/s";
            case NUMBER -> number(value);
        };
    }

    private static String bytes(double value) {
        int power = (int) Math.max(0, Math.min(4, Math.log(Math.abs(value)) / Math.log(1024)));
        return number(value / Math.pow(1024, power)) + " "
                + List.of("B", "KiB", "MiB", "GiB", "TiB").get(power);
    }

    /** To three digits that matter, of large numbers all before the point: 0.0123, 1.5, 1,234,567. */
    private static String number(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** As {@link #duration}, from milliseconds. */
    public String millis(double millis) {
        return duration(Math.round(millis * 1e6));
    }

    /** A moment in UTC, for visitors without JavaScript; the others see it in their own zone. */
    public String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** A share of the whole: < 0.1 %, 0.4 %, 12 %. */
    public String share(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "0 %";
        }
        double percent = 100.0 * part / whole;
        if (percent < 0.05) {
            return "< 0.1 %";
        }
        return (percent < 10 ? String.format(Locale.ROOT, "%.1f", percent) : String.valueOf(Math.round(percent)))
                + " %";
    }

    /** How often per second, or per minute where that is seldom: 12/s, 1.2/s, 3/min, 0. */
    public String rate(long number, double seconds) {
        double perSecond = number / seconds;
        if (number == 0) {
            return "0";
        }
        if (perSecond >= 9.95) {
            return Math.round(perSecond) + "/s";
        }
        if (perSecond >= 0.95) {
            return String.format(Locale.ROOT, "%.1f/s", perSecond);
        }
        double perMinute = perSecond * 60;
        return String.format(Locale.ROOT, perMinute < 9.95 ? "%.1f/min" : "%.0f/min", perMinute);
    }

    /** An attribute's value as text: a list's items one by one. */
    public String value(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(this::value).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return String.join(
                    ", ",
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                            .toList());
        }
        return String.valueOf(value);
    }

    /** A number with its noun: 1 span, 2,000 spans. */
    public String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static String threeDigits(double number) {
        String format = number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, number);
    }
}
