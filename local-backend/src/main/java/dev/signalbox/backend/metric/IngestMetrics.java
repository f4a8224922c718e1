package dev.signalbox.backend.metric;

import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.IngestCounters.Snapshot;
import dev.signalbox.backend.ingest.Signal;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What came in, as metrics of this program's own. */
@Component
class IngestMetrics {

    /** Names with this start are ours. */
    static final String PREFIX = "signalbox_ingest_";

    private final IngestCounters counters;
    private final Series series;

    IngestMetrics(IngestCounters counters, Series series) {
        this.counters = counters;
        this.series = series;
    }

    List<MetricSnapshot> snapshots() {
        return List.of(
                counter("received", "Spans, data points, log lines and samples taken", Snapshot::received),
                counter("stored", "Items that queries can see", Snapshot::stored),
                counter("rejected", "Items not taken out of a request that was otherwise fine", Snapshot::rejected),
                counter("dropped", "Items taken and then lost, because the store failed", Snapshot::dropped),
                counter("requests_refused", "Requests told to come again later", Snapshot::refused),
                counter("requests_malformed", "Requests that could not be understood", Snapshot::malformed),
                new GaugeSnapshot(
                        new MetricMetadata(
                                PREFIX + "queue_bytes", "Memory of what is taken and not yet stored", Unit.BYTES),
                        signals()
                                .map(signal -> new GaugeDataPointSnapshot(
                                        counters.of(signal).snapshot().queuedBytes(), labels(signal), null))
                                .toList()),
                new GaugeSnapshot(
                        new MetricMetadata(PREFIX + "series", "Series that are being sent"),
                        List.of(new GaugeDataPointSnapshot(series.size(), Labels.EMPTY, null))));
    }

    private CounterSnapshot counter(String name, String help, ToLongFunction<Snapshot> count) {
        return new CounterSnapshot(
                new MetricMetadata(PREFIX + name, help),
                signals()
                        .map(signal -> new CounterDataPointSnapshot(
                                count.applyAsLong(counters.of(signal).snapshot()), labels(signal), null, 0))
                        .toList());
    }

    private static Stream<Signal> signals() {
        return Stream.of(Signal.values());
    }

    private static Labels labels(Signal signal) {
        return Labels.of("signal", signal.label());
    }
}
