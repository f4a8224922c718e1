package dev.signalbox.backend.profile;

import java.util.List;
import java.util.Map;

/**
 * What a profiler's recording holds.
 *
 * @param stacks each different stack once, by its id; frames with the outermost caller first
 */
record Recording(List<Sample> samples, Map<Long, List<String>> stacks) {}
