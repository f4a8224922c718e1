package dev.signalbox.lab.observe;

import java.util.Map;

/** An alert as a notification told of it. */
public record ToldAlert(Map<String, String> labels, Map<String, String> annotations) {}
