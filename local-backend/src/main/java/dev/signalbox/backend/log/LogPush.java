package dev.signalbox.backend.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Log lines as Loki's push API groups them, whichever way they were encoded. */
record LogPush(List<Stream> streams) {

    /** Lines that share their labels. */
    record Stream(Map<String, String> labels, List<Entry> entries) {}

    /**
     * A line.
     *
     * @param epochNanos its time
     * @param metadata structured metadata
     */
    record Entry(long epochNanos, String line, Map<String, String> metadata) {}

    int size() {
        return streams.stream().mapToInt(stream -> stream.entries().size()).sum();
    }

    List<LogLine> lines() {
        List<LogLine> lines = new ArrayList<>(size());
        for (Stream stream : streams) {
            for (Entry entry : stream.entries()) {
                lines.add(LogLines.of(stream.labels(), entry));
            }
        }
        return lines;
    }
}
