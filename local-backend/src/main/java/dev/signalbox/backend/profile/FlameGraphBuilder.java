package dev.signalbox.backend.profile;

import dev.signalbox.backend.profile.FlameGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds stacks up to a flame graph. Those of most time come first, since there is a bound to what is told apart. */
final class FlameGraphBuilder {

    /**
     * How many frames of a stack are kept. Each is an object in an array, and readers of JSON commonly give up at a
     * nesting of 500. What is deeper is recursion nearly always.
     */
    static final int MOST_LEVELS = 240;

    /** Stands for the frames in the middle of a deeper stack. */
    static final String FOLDED = "(frames folded)";

    private static final int MOST_PLACES = 250_000;

    private final Place root = new Place();
    private long samples;
    private int places;
    private boolean truncated;

    private static final class Place {
        /** Null as long as there are none, as in many. */
        private Map<String, Place> children;

        private long self;
        private long total;
    }

    /** Adds a stack, outermost caller first, that was seen in so many samples for so long. */
    void add(List<String> frames, long hits, long nanos) {
        samples += hits;
        root.total += nanos;
        Place place = root;
        for (String frame : fold(frames)) {
            place = below(place, frame);
            if (place == null) {
                return;
            }
            place.total += nanos;
        }
        place.self += nanos;
    }

    FlameGraph build() {
        return new FlameGraph(samples, "nanoseconds", truncated, node("all", root));
    }

    /** Both ends stay: who called, and what was running. */
    private List<String> fold(List<String> frames) {
        if (frames.size() <= MOST_LEVELS) {
            return frames;
        }
        truncated = true;
        List<String> folded = new ArrayList<>(MOST_LEVELS);
        folded.addAll(frames.subList(0, MOST_LEVELS / 2));
        folded.add(FOLDED);
        folded.addAll(frames.subList(frames.size() - (MOST_LEVELS / 2 - 1), frames.size()));
        return folded;
    }

    /** Null when there is no room for a new one. */
    private Place below(Place caller, String frame) {
        Place known = caller.children == null ? null : caller.children.get(frame);
        if (known != null) {
            return known;
        }
        if (places == MOST_PLACES) {
            truncated = true;
            return null;
        }
        places++;
        if (caller.children == null) {
            caller.children = new HashMap<>(2);
        }
        Place added = new Place();
        caller.children.put(frame, added);
        return added;
    }

    private static Node node(String name, Place place) {
        if (place.children == null) {
            return new Node(name, place.self, place.total, List.of());
        }
        List<Node> nodes = new ArrayList<>(place.children.size());
        place.children.forEach((childName, child) -> nodes.add(node(childName, child)));
        nodes.sort(Comparator.comparingLong(Node::total).reversed().thenComparing(Node::name));
        return new Node(name, place.self, place.total, List.copyOf(nodes));
    }
}
