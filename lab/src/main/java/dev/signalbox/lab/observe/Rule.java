package dev.signalbox.lab.observe;

import java.util.Map;

/**
 * A rule of Prometheus.
 *
 * @param alerting whether it makes an alert, and not a new series
 * @param annotations as they are written, with their templates
 * @param group that it stands in
 * @param file that it was read from
 */
public record Rule(
        String name, boolean alerting, String query, Map<String, String> annotations, String group, String file) {}
