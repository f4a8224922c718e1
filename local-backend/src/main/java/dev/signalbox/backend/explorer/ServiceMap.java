package dev.signalbox.backend.explorer;

import dev.signalbox.backend.trace.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where everything is on the service map: in columns, so that calls lead from left to right; a call over several
 * columns gets a free place in each that it crosses. Lengths are pixels.
 */
public record ServiceMap(int width, int height, List<Node> nodes, List<Edge> edges) {

    private static final String OUTSIDE = "outside";
    private static final int NODE_WIDTH = 148;
    private static final int NODE_HEIGHT = 40;
    private static final int COLUMN = 290;
    private static final int ROW = 76;
    private static final int MARGIN = 12;

    /** What a label needs, of two lines and some air. */
    static final int LABEL_WIDTH = 76;

    static final int LABEL_HEIGHT = 34;

    /** Where on a line a label may be: rather near the end, where the lines of one service are apart. */
    private static final double[] LABEL_PLACES = {0.7, 0.6, 0.5, 0.4, 0.3};

    /** A box; its left upper corner, and what it is. */
    public record Node(String name, Call.Kind kind, int x, int y, int width, int height) {

        public boolean isOutside() {
            return kind == null;
        }
    }

    /** A line with its label at a point. */
    public record Edge(Call call, String path, int labelX, int labelY) {}

    private record Point(int x, int y) {

        /** How far labels at both points are apart, in widths or heights of one; from 1 on they do not touch. */
        double apart(Point other) {
            return Math.max(
                    Math.abs(x - other.x) / (double) LABEL_WIDTH, Math.abs(y - other.y) / (double) LABEL_HEIGHT);
        }

        double apart(List<Point> others) {
            return others.stream().mapToDouble(this::apart).min().orElse(1);
        }
    }

    private static final class Place {
        final String name;
        final Call.Kind kind;
        final boolean real;
        int column;
        double row;

        Place(String name, Call.Kind kind, boolean real) {
            this.name = name;
            this.kind = kind;
            this.real = real;
        }
    }

    static ServiceMap of(List<Call> calls) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Call call : calls) {
            places.computeIfAbsent(from(call), key -> new Place(call.from(), caller(call), true));
            places.computeIfAbsent(key(call), key -> new Place(call.to(), call.kind(), true));
        }
        columns(calls, places);
        List<List<Place>> columns = new ArrayList<>();
        Map<Call, List<Place>> ways = new HashMap<>();
        for (Place place : places.values()) {
            column(columns, place.column).add(place);
        }
        for (Call call : calls) {
            List<Place> way = new ArrayList<>();
            way.add(places.get(from(call)));
            for (int i = places.get(from(call)).column + 1; i < places.get(key(call)).column; i++) {
                Place free = new Place("", null, false);
                free.column = i;
                column(columns, i).add(free);
                way.add(free);
            }
            way.add(places.get(key(call)));
            ways.put(call, way);
        }
        int rows = rows(columns, ways);
        List<Node> nodes = places.values().stream()
                .map(place ->
                        new Node(place.name, place.kind, x(place), y(place) - NODE_HEIGHT / 2, NODE_WIDTH, NODE_HEIGHT))
                .toList();
        List<Point> labels = new ArrayList<>();
        List<Edge> edges =
                calls.stream().map(call -> edge(call, ways.get(call), labels)).toList();
        int width = columns.isEmpty() ? 0 : (columns.size() - 1) * COLUMN + NODE_WIDTH + 2 * MARGIN;
        return new ServiceMap(width, rows * ROW + 2 * MARGIN, nodes, edges);
    }

    /** Every place right of all that call it; a circle of calls ends where it began. */
    private static void columns(List<Call> calls, Map<String, Place> places) {
        for (int round = 0; round < places.size(); round++) {
            for (Call call : calls) {
                Place from = places.get(from(call));
                Place to = places.get(key(call));
                if (from.column + 1 < places.size()) {
                    to.column = Math.max(to.column, from.column + 1);
                }
            }
        }
        // A circle has pushed its members to the right without end: close the gaps it has left.
        List<Integer> used = places.values().stream()
                .map(place -> place.column)
                .distinct()
                .sorted()
                .toList();
        places.values().forEach(place -> place.column = used.indexOf(place.column));
    }

    /** Places near those that call them, services above databases; returns how many rows there are. */
    private static int rows(List<List<Place>> columns, Map<Call, List<Place>> ways) {
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        for (List<Place> column : columns) {
            Map<Place, Double> near = new HashMap<>();
            for (Place place : column) {
                near.put(
                        place,
                        ways.values().stream()
                                .filter(way -> way.indexOf(place) > 0)
                                .mapToDouble(way -> way.get(way.indexOf(place) - 1).row)
                                .average()
                                .orElse(0));
            }
            column.sort(Comparator.comparing((Place place) -> place.kind == Call.Kind.DATABASE)
                    .thenComparing(near::get)
                    .thenComparing(place -> place.real)
                    .thenComparing(place -> place.name, Comparator.nullsFirst(Comparator.naturalOrder())));
            double first = (rows - column.size()) / 2.0;
            for (int i = 0; i < column.size(); i++) {
                column.get(i).row = first + i;
            }
        }
        return rows;
    }

    /**
     * @param labels those of the lines before; this one's is added
     */
    private static Edge edge(Call call, List<Place> way, List<Point> labels) {
        StringBuilder path = new StringBuilder();
        int x = x(way.get(0)) + NODE_WIDTH;
        int y = y(way.get(0));
        path.append("M").append(x).append(' ').append(y);
        List<Point> free = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            Place next = way.get(i);
            int nextX = x(next);
            int nextY = y(next);
            int middle = (x + nextX) / 2;
            path.append(String.format(Locale.ROOT, " C%d %d %d %d %d %d", middle, y, middle, nextY, nextX, nextY));
            for (double place : LABEL_PLACES) {
                free.add(onCurve(x, y, nextX, nextY, place));
            }
            x = nextX;
            y = nextY;
            if (!next.real) {
                x += NODE_WIDTH;
                path.append(" H").append(x);
            }
        }
        Point label = free.stream()
                .filter(point -> point.apart(labels) >= 1)
                .findFirst()
                .orElseGet(
                        () -> Collections.max(free, Comparator.comparingDouble((Point point) -> point.apart(labels))));
        labels.add(label);
        return new Edge(call, path.toString(), label.x(), label.y());
    }

    /** A point of a cubic curve whose control points are halfway, on the heights of its ends. */
    private static Point onCurve(int x, int y, int nextX, int nextY, double part) {
        double across = 1.5 * part - 1.5 * part * part + part * part * part;
        double down = part * part * (3 - 2 * part);
        return new Point((int) (x + (nextX - x) * across), (int) (y + (nextY - y) * down));
    }

    private static int x(Place place) {
        return MARGIN + place.column * COLUMN;
    }

    private static int y(Place place) {
        return MARGIN + (int) ((place.row + 0.5) * ROW);
    }

    private static List<Place> column(List<List<Place>> columns, int index) {
        while (columns.size() <= index) {
            columns.add(new ArrayList<>());
        }
        return columns.get(index);
    }

    private static String from(Call call) {
        return call.from() == null ? OUTSIDE : "SERVICE " + call.from();
    }

    private static Call.Kind caller(Call call) {
        return call.from() == null ? null : Call.Kind.SERVICE;
    }

    private static String key(Call call) {
        return call.kind() + " " + call.to();
    }
}
