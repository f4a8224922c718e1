package dev.signalbox.lab.load;

import dev.signalbox.lab.home.LabException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gatling counted.
 *
 * @param requests how many were answered as they should
 * @param failed how many were not
 * @param requestsPerSecond answered, on average
 * @param p95Millis 95th percentile of the response time of those, in ms
 * @param p99Millis 99th percentile of it, in ms
 * @param brokenPromises the simulation's assertions that did not hold, each with what was measured
 */
public record LoadResult(
        long requests,
        long failed,
        double requestsPerSecond,
        long p95Millis,
        long p99Millis,
        List<String> brokenPromises) {

    /**
     * Reads the summary at the end of Gatling's output, whose columns are total, OK and KO.
     *
     * @throws LabException if there is no summary in it
     */
    static LoadResult of(GatlingOutput gatling) {
        String output = gatling.tail();
        if (!output.contains("> request count")) {
            throw new LabException("The load did not run to its end: " + gatling.complaint());
        }
        return new LoadResult(
                Math.round(number(output, "request count", 2)),
                Math.round(number(output, "request count", 3)),
                number(output, "mean throughput (rps)", 2),
                Math.round(number(output, "response time 95th percentile (ms)", 2)),
                Math.round(number(output, "response time 99th percentile (ms)", 2)),
                gatling.brokenPromises());
    }

    private static double number(String output, String row, int column) {
        Matcher matcher = Pattern.compile("> " + Pattern.quote(row) + "\\s*" + "\\|\\s*([\\d.,-]+)\\s*".repeat(3))
                .matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("Gatling's summary has no " + row + ":\n" + output);
        }
        String value = matcher.group(column).replace(",", "");
        return value.equals("-") ? 0 : Double.parseDouble(value);
    }
}
