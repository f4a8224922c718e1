package dev.signalbox.lab.verify;

import static org.awaitility.Awaitility.await;

import dev.signalbox.lab.observe.NoAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Follows links again and again, until each holds or it takes too long.
 *
 * @param prometheus whether the lab has one
 * @param profiler whether its services have one
 * @param lookEvery pause between two looks
 * @param patience how long what is promised may take; zero for one look
 */
record Follower(boolean prometheus, boolean profiler, Duration lookEvery, Duration patience) {

    /**
     * @param since what happened then is followed
     */
    List<Row> follow(List<Link> links, Instant since) {
        Map<Link, Row> rows = new LinkedHashMap<>();
        links.forEach(link -> rows.put(link, unfollowed(link)));
        List<Link> pending = new ArrayList<>(
                links.stream().filter(link -> rows.get(link) == null).toList());
        if (!look(pending, rows, since) && !patience.isZero()) {
            try {
                await().pollInSameThread()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(lookEvery)
                        .atMost(patience)
                        .until(() -> look(pending, rows, since));
            } catch (ConditionTimeoutException e) {
                // What was missing at the last look is in the rows.
            }
        }
        return List.copyOf(rows.values());
    }

    /** Follows each that is pending once; whether all hold now. */
    private static boolean look(List<Link> pending, Map<Link, Row> rows, Instant since) {
        pending.removeIf(link -> {
            rows.put(link, follow(link, since));
            return !rows.get(link).isFailed();
        });
        return pending.isEmpty();
    }

    /** Of a link that cannot be followed in such a lab; null of any other. */
    private Row unfollowed(Link link) {
        return switch (link.needs()) {
            case PROMETHEUS -> prometheus ? null : Row.withoutPrometheus(link.name());
            case PROFILER ->
                profiler
                        ? null
                        : Row.notPromised(link.name(), "the profiler comes with the agent, and this lab runs without");
            case NOTHING_ELSE -> null;
        };
    }

    private static Row follow(Link link, Instant since) {
        try {
            return Row.passed(link.name(), link.check().follow(), Duration.between(since, Instant.now()));
        } catch (NotPromised e) {
            return Row.notPromised(link.name(), e.getMessage());
        } catch (Missing e) {
            return Row.failed(link.name(), e.getMessage(), link.look());
        } catch (NoAnswerException e) {
            return Row.failed(link.name(), "an answer: " + e.getMessage(), link.look());
        }
    }
}
