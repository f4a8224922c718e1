package dev.signalbox.backend.explorer;

import dev.signalbox.backend.explorer.FlameChart.Box;
import dev.signalbox.backend.explorer.FlameChart.Origin;
import dev.signalbox.backend.profile.FlameGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives every frame of a flame graph its place. Loops instead of recursion: stacks may be thousands deep. */
final class FlameLayout {

    /** Narrower boxes, in percent of the width, are left out: nobody could see or hit them. */
    private static final double NARROWEST = 0.2;

    /** The file that a native function is in: {@code libc.so.6.}. */
    private static final Pattern LIBRARY_FILE = Pattern.compile("^[^ ]*?\\.so(\\.\\d+)*\\.");

    /** The number of a class made at run time, such as a lambda. */
    private static final Pattern HIDDEN_CLASS = Pattern.compile("[.+]0x[0-9a-f]+");

    private final FlameGraph graph;
    private final @Nullable FlameGraph before;
    private final Shares shares;
    private final @Nullable String zoom;
    private final boolean searching;
    private final Predicate<String> search;
    private final List<Box> boxes = new ArrayList<>();
    private boolean hidden;
    private int levels;

    FlameLayout(FlameGraph graph, @Nullable FlameGraph before, @Nullable String zoom, @Nullable String search) {
        this.graph = graph;
        this.before = before;
        this.shares = new Shares(
                graph.root().total(), before == null ? 0 : before.root().total());
        this.zoom = zoom;
        this.searching = search != null;
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        this.search = name -> searching && name.toLowerCase(Locale.ROOT).contains(part);
    }

    /** A frame with the way that leads to it. */
    private record Place(String id, Frame frame, @Nullable Place parent, int level) {

        Place below(Frame child) {
            // The path's hash: 64 bits are plenty for the some ten thousand places of a graph.
            long hash = (id + '\n' + child.name())
                    .chars()
                    .asLongStream()
                    .reduce(0xcbf29ce484222325L, (sum, c) -> (sum ^ c) * 0x100000001b3L);
            return new Place(Long.toHexString(hash), child, this, level + 1);
        }
    }

    /** A frame that is to be drawn, and where. */
    private record Step(Place place, double left, double width) {}

    FlameChart layOut() {
        Frame frames = new Frame(graph.root(), before == null ? null : before.root());
        Place root = new Place("all", frames, null, 0);
        Place focus = find(root);
        for (Place ancestor = focus.parent(); ancestor != null; ancestor = ancestor.parent()) {
            box(ancestor, 0, 100, true);
        }
        draw(focus);
        // As they are read, and gone through with the arrow keys.
        boxes.sort(Comparator.comparingInt(Box::level).thenComparingDouble(Box::left));
        return new FlameChart(
                graph.samples(),
                graph.root().total(),
                List.copyOf(boxes),
                levels,
                hidden,
                graph.truncated() || (before != null && before.truncated()),
                before == null ? null : before.root().total(),
                focus.parent() != null,
                searching ? found(frames) : null,
                MethodTimes.top(graph, before, shares, search));
    }

    private Place find(Place root) {
        Deque<Place> open = new ArrayDeque<>(List.of(root));
        while (zoom != null && !open.isEmpty()) {
            Place place = open.pop();
            if (place.id().equals(zoom)) {
                return place;
            }
            place.frame().children(shares).forEach(child -> open.push(place.below(child)));
        }
        return root;
    }

    /** Nanoseconds in methods that the search found and in what they called, none counted twice. */
    private long found(Frame root) {
        long found = 0;
        Deque<Frame> open = new ArrayDeque<>(root.children(shares));
        while (!open.isEmpty()) {
            Frame frame = open.pop();
            if (search.test(frame.name())) {
                found += frame.now().total();
            } else {
                open.addAll(frame.children(shares));
            }
        }
        return found;
    }

    private void draw(Place focus) {
        double whole = shares.width(focus.frame());
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(focus, 0, 100)));
        while (!open.isEmpty()) {
            Step step = open.pop();
            box(step.place(), step.left(), step.width(), false);
            double left = step.left();
            for (Frame child : step.place().frame().children(shares)) {
                double width = whole == 0 ? 0 : 100 * shares.width(child) / whole;
                if (width < NARROWEST) {
                    hidden = true;
                } else {
                    open.push(new Step(step.place().below(child), left, width));
                }
                left += width;
            }
        }
    }

    private void box(Place place, double left, double width, boolean context) {
        Frame frame = place.frame();
        levels = Math.max(levels, place.level() + 1);
        boxes.add(new Box(
                place.id(),
                frame.name(),
                shortName(frame.name()),
                Origin.of(frame.name()),
                place.level(),
                round(left),
                round(width),
                frame.now().self(),
                frame.now().total(),
                frame.before().total(),
                shares.change(frame.now().total(), frame.before().total()),
                context,
                search.test(frame.name())));
    }

    private static double round(double percent) {
        return Math.round(percent * 1000) / 1000.0;
    }

    /** Class and method without the package: what fits into a box. */
    private static String shortName(String name) {
        if (Origin.of(name) == Origin.NATIVE) {
            return LIBRARY_FILE.matcher(name).replaceFirst("");
        }
        String dotted = HIDDEN_CLASS.matcher(name.replace('/', '.')).replaceAll("");
        int parameters = dotted.indexOf('(');
        int end = parameters < 0 ? dotted.length() : parameters;
        int method = dotted.lastIndexOf('.', end - 1);
        int type = method < 0 ? -1 : dotted.lastIndexOf('.', method - 1);
        return dotted.substring(type + 1, end);
    }
}
