package dev.signalbox.backend.trace;

import java.util.List;

/**
 * How a service did in a time range, by the requests it served.
 *
 * @param name of the service
 * @param requests that it served: spans of kind SERVER or CONSUMER
 * @param errors those of them that failed
 * @param p50 median of their durations, in nanoseconds; 0 without requests, as the two others
 * @param p95 in nanoseconds
 * @param p99 in nanoseconds
 * @param course the same requests over time, in parts of equal length
 */
public record ServiceTraffic(String name, long requests, long errors, long p50, long p95, long p99, List<Part> course) {

    /** One part of the time range. */
    public record Part(long requests, long errors) {}

    /** The most requests of any part. */
    public long busiest() {
        return course.stream().mapToLong(Part::requests).max().orElse(0);
    }
}
