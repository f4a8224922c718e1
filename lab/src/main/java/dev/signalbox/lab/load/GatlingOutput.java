package dev.signalbox.lab.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is understood of the load's output while it runs: Gatling's own tables, and a line each second of
 * {@code dev.signalbox.load.Pulse}. Can be asked by other threads than the one that reads.
 */
final class GatlingOutput {

    /** More than a summary with a long list of errors has. */
    private static final int KEPT_LINES = 400;

    private static final String CAUSE = "Caused by: ";
    private static final Pattern COUNTED = Pattern.compile("> Global\\s*\\|\\s*[\\d,]+\\s*\\|([^|]+)\\|([^|]+)");
    private static final Pattern PULSE = Pattern.compile("now ([\\d.]+)/s, p95 (\\d+) ms");
    private static final Pattern BROKEN_PROMISE = Pattern.compile("(.+) : false \\(actual : (.+)\\)");

    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> brokenPromises = new ArrayList<>();
    private LoadProgress progress = LoadProgress.NONE;

    synchronized void read(String line) {
        last.addLast(line);
        if (last.size() > KEPT_LINES) {
            last.removeFirst();
        }
        Matcher counted = COUNTED.matcher(line);
        Matcher pulse = PULSE.matcher(line);
        Matcher broken = BROKEN_PROMISE.matcher(line);
        if (counted.find()) {
            long failed = number(counted.group(2));
            progress = progress.counted(number(counted.group(1)) + failed, failed);
        } else if (pulse.matches()) {
            progress = progress.answered(Double.parseDouble(pulse.group(1)), Long.parseLong(pulse.group(2)));
        } else if (broken.matches()) {
            brokenPromises.add(broken.group(1) + ", but was " + broken.group(2));
        }
    }

    synchronized LoadProgress progress() {
        return progress;
    }

    /** The assertions that did not hold, each with what was measured. */
    synchronized List<String> brokenPromises() {
        return List.copyOf(brokenPromises);
    }

    /** Why it broke down, if it did: the first cause of the last error; else the last lines. */
    synchronized String complaint() {
        return last.stream()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(CAUSE.length()).replaceFirst("^[\\w.$]+: ", ""))
                .orElseGet(this::tail);
    }

    /** The last lines. */
    synchronized String tail() {
        return String.join("\n", last);
    }

    private static long number(String column) {
        String digits = column.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
