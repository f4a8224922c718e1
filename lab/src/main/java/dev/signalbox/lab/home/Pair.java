package dev.signalbox.lab.home;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of which there are two, so that one may die. */
public enum Pair {
    PROMETHEUS("Prometheus", "prometheus", Ports.PROMETHEUS_1, Ports.PROMETHEUS_2),
    ALERTMANAGER("Alertmanager", "alertmanager", Ports.ALERTMANAGER_1, Ports.ALERTMANAGER_2);

    /** Where to look when a lab has none: these two may be missing on a machine. */
    public static final String HOW_TO_GET_IT = "how to get it is said by ./signalbox doctor";

    private final String title;
    private final List<Half> halves;

    /**
     * One of the two.
     *
     * @param name as {@code signalbox status} and Compose call it, for example {@code prometheus-1}
     * @param number 1 or 2
     * @param wellKnownPort where it is asked in {@code signalbox up}
     */
    public record Half(String name, int number, int wellKnownPort) {}

    Pair(String title, String server, int first, int second) {
        this.title = title;
        this.halves = List.of(new Half(server + "-1", 1, first), new Half(server + "-2", 2, second));
    }

    public List<Half> halves() {
        return halves;
    }

    /** What is said where it is needed, in a lab that has none. */
    public String missing() {
        return title + ": this lab has none";
    }

    /** The names of both halves. */
    public Set<String> names() {
        return halves.stream().map(Half::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the halves of all pairs. */
    public static Set<String> allNames() {
        return Stream.of(values())
                .flatMap(pair -> pair.halves.stream())
                .map(Half::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
