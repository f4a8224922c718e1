package dev.signalbox.lab.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list of our own signals, read from the tables of {@code docs/telemetry.md}: one list, for people and for the check.
 *
 * <p>The first cell of a table's head says what it lists: {@code span event}, {@code metric}, {@code span and timer} or
 * {@code log attribute}. Names stand in backticks; one that begins with a dot continues the one before.
 */
record Catalogue(List<Entry> entries) {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String EVERY_SERVICE = "Every service";
    private static final String SPAN_AND_TIMER = "span and timer";

    /** What is listed. */
    enum Kind {
        SPAN,
        SPAN_EVENT,
        METRIC,
        LOG_ATTRIBUTE
    }

    /**
     * One name.
     *
     * @param service that has it; empty for every service
     * @param name with its dots; it may end in {@code *}
     * @param type of a metric: {@code histogram}, {@code counter}, {@code gauge}; empty if conventions say it
     * @param unit of a metric, empty if it has none
     * @param attributes its own; null if conventions say them
     * @param timer whether it is a timer of our own, which has the attributes that all of those have
     * @param always whether it is there in each lab
     * @param text the whole row
     */
    record Entry(
            Kind kind,
            String service,
            String name,
            String type,
            String unit,
            Attributes attributes,
            boolean timer,
            boolean always,
            String text) {

        boolean isOf(String anyService) {
            return (service.isEmpty() || service.equals(anyService)) && !text.contains("not in " + anyService);
        }

        /** Whether it lists a name. */
        boolean names(String other) {
            return name.endsWith("*") ? other.startsWith(name.substring(0, name.length() - 1)) : other.equals(name);
        }
    }

    /**
     * The attributes of a signal.
     *
     * @param always those that it always has
     * @param sometimes those that some of it have
     */
    record Attributes(Set<String> always, Set<String> sometimes) {

        /** Reads {@code `a`: `value`, `other value`; `b` or `c`; on the span also `d`}. */
        static Attributes of(String cell) {
            Set<String> always = new TreeSet<>();
            Set<String> sometimes = new TreeSet<>();
            for (String part : cell.split(";")) {
                boolean certain = part.strip().startsWith("`") && !part.contains("` or `");
                (certain ? always : sometimes).addAll(names(part.split(": ", 2)[0]));
            }
            return new Attributes(always, sometimes);
        }

        boolean contains(String name) {
            return always.contains(name) || sometimes.contains(name);
        }
    }

    static Catalogue read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Catalogue of(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        List<String> head = List.of();
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring(3).strip();
                head = List.of();
            } else if (!line.startsWith("|")) {
                head = List.of();
            } else if (head.isEmpty()) {
                head = cells(line);
            } else if (!line.startsWith("|--") && (section.equals(EVERY_SERVICE) || section.endsWith("-service"))) {
                entries.addAll(entries(section.equals(EVERY_SERVICE) ? "" : section, head, line));
            }
        }
        return new Catalogue(List.copyOf(entries));
    }

    private static List<Entry> entries(String service, List<String> head, String line) {
        List<Kind> kinds = kinds(head.get(0), line);
        List<String> cells = cells(line);
        boolean timer = head.get(0).equals(SPAN_AND_TIMER);
        List<String> typeAndUnit = timer
                ? List.of("histogram", cells.get(1))
                : head.contains("type, unit") ? List.of((cells.get(1) + ", ").split(", *", 2)) : List.of("", "");
        int column = head.indexOf("attributes");
        Attributes attributes =
                column < 0 || cells.get(column).contains("conventions") ? null : Attributes.of(cells.get(column));
        List<Entry> entries = new ArrayList<>();
        String before = "";
        for (String name : names(cells.get(0))) {
            before = name.startsWith(".") ? continued(before, name) : name;
            for (Kind kind : kinds) {
                entries.add(new Entry(
                        kind,
                        service,
                        before,
                        typeAndUnit.get(0),
                        typeAndUnit.get(1).replaceAll(", *$", ""),
                        attributes,
                        timer,
                        !line.contains("*only"),
                        line));
            }
        }
        return entries;
    }

    /** What conventions name is not ours to list: a table of those has another head. */
    private static List<Kind> kinds(String head, String line) {
        return switch (head) {
            case SPAN_AND_TIMER ->
                line.contains("a timer only") ? List.of(Kind.METRIC) : List.of(Kind.SPAN, Kind.METRIC);
            case "metric" -> List.of(Kind.METRIC);
            case "span event" -> List.of(Kind.SPAN_EVENT);
            case "log attribute" -> List.of(Kind.LOG_ATTRIBUTE);
            default -> List.of();
        };
    }

    /** {@code a.b.c} and {@code .d} make {@code a.b.d}. */
    private static String continued(String before, String name) {
        return firstTwo(before) + name;
    }

    private static String firstTwo(String name) {
        return String.join(".", Arrays.asList(name.split("\\.")).subList(0, 2));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    private static List<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Those of one kind that a service has. */
    List<Entry> of(Kind kind, String service) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind && entry.isOf(service))
                .toList();
    }
}
