package dev.signalbox.backend.explorer;

import dev.signalbox.backend.profile.FlameGraph;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A flame graph laid out: callers above what they call, as wide as their share of the time. Compared with another, they
 * are as wide as their shares in both together, and coloured by the difference.
 *
 * @param samples how many samples the whole graph is made of
 * @param total nanoseconds of the whole graph
 * @param boxes what is wide enough to be seen
 * @param levels how many rows of boxes there are
 * @param hidden whether some frames were too narrow to be drawn
 * @param truncated whether the graph itself lacks frames that no zoom can show
 * @param totalBefore nanoseconds of the whole graph that this is compared with; null for none
 * @param zoomed whether a part fills the width
 * @param found nanoseconds in methods that match the search, as far as they are in the graph; null when nothing was
 *     searched for
 * @param top methods by the time in themselves
 */
public record FlameChart(
        long samples,
        long total,
        List<Box> boxes,
        int levels,
        boolean hidden,
        boolean truncated,
        @Nullable Long totalBefore,
        boolean zoomed,
        @Nullable Long found,
        List<Method> top) {

    /** Where a method comes from, which gives its colour. */
    public enum Origin {
        OURS,
        LIBRARY,
        JAVA,
        NATIVE;

        private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\.");

        static Origin of(String method) {
            String name = method.replace('/', '.');
            if (name.startsWith("dev.signalbox.")) {
                return OURS;
            }
            if (JDK.matcher(name).lookingAt()) {
                return JAVA;
            }
            return name.contains(".") && !name.contains("::") && !name.contains(".so") ? LIBRARY : NATIVE;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A frame on the screen.
     *
     * @param id names the place in the graph, the same whenever the same callers lead to it
     * @param level row from the top, 0 for the outermost
     * @param left in percent of the width
     * @param width in percent of the width
     * @param totalBefore nanoseconds in the graph that this is compared with
     * @param change how its share of the time differs
     * @param context whether it is an ancestor of what was zoomed to
     * @param match whether the search found it
     */
    public record Box(
            String id,
            String name,
            String shortName,
            Origin origin,
            int level,
            double left,
            double width,
            long self,
            long total,
            long totalBefore,
            Change change,
            boolean context,
            boolean match) {}

    /** Much less of the time than before, up to much more of it. */
    public enum Change {
        MUCH_LESS,
        LESS,
        SAME,
        MORE,
        MUCH_MORE;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A method wherever it was called from; a recursive one's time counts once.
     *
     * @param selfBefore nanoseconds in the graph that this is compared with
     * @param change how the share of its own time differs
     */
    public record Method(
            String name, Origin origin, long self, long total, long selfBefore, Change change, boolean match) {}

    /**
     * Lays the graph out.
     *
     * @param zoom id of the box that is to fill the width; an unknown one shows everything
     * @param search part of a method's name, in any case
     */
    static FlameChart of(FlameGraph graph, @Nullable String zoom, @Nullable String search) {
        return compared(graph, null, zoom, search);
    }

    /**
     * Lays two graphs on each other.
     *
     * @param before what the graph is compared with; null for nothing
     */
    static FlameChart compared(
            FlameGraph graph, @Nullable FlameGraph before, @Nullable String zoom, @Nullable String search) {
        return new FlameLayout(graph, before, zoom, search).layOut();
    }

    public boolean isEmpty() {
        return samples == 0;
    }
}
