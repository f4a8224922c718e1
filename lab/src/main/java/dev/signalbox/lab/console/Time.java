package dev.signalbox.lab.console;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people type it: {@code 90s}, {@code 1h30m}, or ISO 8601's {@code PT90S}; always more than none. */
public final class Time implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        try {
            Duration time = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
            if (time.isNegative() || time.isZero()) {
                throw new TypeConversionException("'" + value + "' is no time to run for, or to wait for.");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + value + "' is no time. Write 90s, 5m or 1h30m.");
        }
    }
}
