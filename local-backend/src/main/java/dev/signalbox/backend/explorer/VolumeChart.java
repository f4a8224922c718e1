package dev.signalbox.backend.explorer;

import dev.signalbox.backend.log.LogVolume;
import java.time.Instant;
import java.util.List;

/**
 * How many log lines there were over time, as bars that lead to their lines.
 *
 * @param most lines in the highest bar
 */
public record VolumeChart(Instant from, Instant to, long most, List<Bar> bars) {

    /** How many parts the time has. */
    static final int PARTS = 60;

    /** How high the highest bar is; a bar is 10 wide. */
    public static final int HEIGHT = 60;

    /**
     * The lines of a part of the time: errors at the bottom, then warnings, then the others.
     *
     * @param x left edge
     * @param errors height, as that of the others
     * @param address the page of just these lines
     */
    public record Bar(int x, double errors, double warnings, double others, String title, Address address) {}

    static VolumeChart of(LogVolume volume, Address here) {
        Address page = here.without("range").without("before").without("live");
        double unit = (double) HEIGHT / volume.most();
        List<Bar> bars = volume.found().stream()
                .map(part -> new Bar(
                        part.number() * 10,
                        part.errors() * unit,
                        part.warnings() * unit,
                        (part.lines() - part.errors() - part.warnings()) * unit,
                        "lines: %d, warnings: %d, errors: %d".formatted(part.lines(), part.warnings(), part.errors()),
                        page.with("from", volume.start(part.number())).with("to", volume.start(part.number() + 1))))
                .toList();
        return new VolumeChart(volume.start(0), volume.start(volume.parts()), volume.most(), bars);
    }
}
