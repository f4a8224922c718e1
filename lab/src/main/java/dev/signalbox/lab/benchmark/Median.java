package dev.signalbox.lab.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The value in the middle; of an even number of them, the mean of the two in the middle. */
final class Median {

    private Median() {}

    static <T> double of(List<T> rounds, ToDoubleFunction<T> value) {
        return of(rounds.stream().mapToDouble(value));
    }

    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
