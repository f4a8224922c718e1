package dev.signalbox.backend.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Methods as small numbers, that count up from 0: stacks are hundreds of frames of the same some ten thousand methods. */
final class MethodNames {

    /** Stands for the frames in the middle of a deep stack. */
    static final int FOLDED = 0;

    static final String FOLDED_NAME = "(frames folded)";

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>(List.of(FOLDED_NAME));

    /** The number of a method, which may be named later; by a hash of its name. */
    int number(Long hash) {
        Integer known = numbers.get(hash);
        if (known != null) {
            return known;
        }
        names.add("?");
        numbers.put(hash, names.size() - 1);
        return names.size() - 1;
    }

    /** Names a method, before or after its number is asked for. */
    void name(Long hash, String name) {
        names.set(number(hash), name);
    }

    String name(int number) {
        return names.get(number);
    }

    /** How many numbers there are. */
    int size() {
        return names.size();
    }
}
