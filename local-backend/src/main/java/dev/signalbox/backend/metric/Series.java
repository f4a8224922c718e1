package dev.signalbox.backend.metric;

import dev.signalbox.backend.ingest.IngestCounters;
import dev.signalbox.backend.ingest.Signal;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The latest point of every series that is being sent. */
@Component
class Series {

    private static final String TARGET = "target";

    private final MetricSettings settings;
    private final IngestCounters.Counts counts;
    private final Clock clock;

    private final Map<String, Group> groups = new TreeMap<>();
    private final Map<Labels, Long> targets = new HashMap<>();
    private int size;
    private long bytes;

    @Autowired
    Series(MetricSettings settings, IngestCounters counters) {
        this(settings, counters, Clock.systemUTC());
    }

    Series(MetricSettings settings, IngestCounters counters, Clock clock) {
        this.settings = settings;
        this.counts = counters.of(Signal.METRICS);
        this.clock = clock;
    }

    private record Group(Family family, Map<Labels, Latest> points) {}

    private record Latest(DataPointSnapshot point, long bytes, long seen) {}

    /**
     * Takes points.
     *
     * @return how many were rejected: one series too many, or a name that is known with another type
     */
    synchronized int put(MetricDecoder.Decoded decoded) {
        long now = clock.millis();
        expire(now);
        int rejected = 0;
        for (MetricDecoder.Point point : decoded.points()) {
            if (!put(point, now)) {
                rejected++;
            }
        }
        for (Labels target : decoded.targets()) {
            if (targets.size() < settings.maxSeries() || targets.containsKey(target)) {
                targets.put(target, now);
            }
        }
        int taken = decoded.points().size() - rejected;
        counts.received(taken);
        counts.stored(taken);
        return rejected;
    }

    private boolean put(MetricDecoder.Point point, long now) {
        Family family = point.family();
        Group group = groups.get(family.name());
        if (group != null && group.family().type() != family.type() || isOwn(family.name())) {
            return false;
        }
        Latest before = group == null ? null : group.points().get(point.labels());
        if (point.value() == null) {
            if (before != null) {
                remove(group, point.labels());
            }
            return true;
        }
        long more = point.bytes() - (before == null ? 0 : before.bytes());
        if (more > 0 && bytes + more > settings.maxSize().toBytes() || before == null && size >= settings.maxSeries()) {
            return false;
        }
        if (group == null) {
            group = new Group(family, new HashMap<>());
            groups.put(family.name(), group);
        }
        DataPointSnapshot value = before == null ? point.value() : withExemplars(point.value(), before.point());
        group.points().put(point.labels(), new Latest(value, point.bytes(), now));
        size += before == null ? 1 : 0;
        bytes += more;
        return true;
    }

    private static boolean isOwn(String name) {
        return name.equals(TARGET) || name.startsWith(IngestMetrics.PREFIX);
    }

    private void remove(Group group, Labels labels) {
        Latest removed = group.points().remove(labels);
        size--;
        bytes -= removed.bytes();
        if (group.points().isEmpty()) {
            groups.remove(group.family().name());
        }
    }

    private void expire(long now) {
        long oldest = now - settings.expireAfter().toMillis();
        for (Group group : List.copyOf(groups.values())) {
            List<Labels> gone = new ArrayList<>();
            group.points().forEach((labels, latest) -> {
                if (latest.seen() < oldest) {
                    gone.add(labels);
                }
            });
            gone.forEach(labels -> remove(group, labels));
        }
        targets.values().removeIf(seen -> seen < oldest);
    }

    /**
     * A sender reports an exemplar once. It is kept until there is a newer one in its bucket, so that a scrape which
     * comes later still finds it.
     */
    private static DataPointSnapshot withExemplars(DataPointSnapshot now, DataPointSnapshot before) {
        if (!(now instanceof HistogramDataPointSnapshot histogram)
                || !(before instanceof HistogramDataPointSnapshot older)
                || older.getExemplars().size() == 0) {
            return now;
        }
        ClassicHistogramBuckets buckets = histogram.getClassicBuckets();
        List<Exemplar> merged = new ArrayList<>();
        double lower = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < buckets.size(); i++) {
            double upper = buckets.getUpperBound(i);
            Exemplar exemplar = histogram.getExemplars().get(lower, upper);
            if (exemplar == null) {
                exemplar = older.getExemplars().get(lower, upper);
            }
            if (exemplar != null) {
                merged.add(exemplar);
            }
            lower = upper;
        }
        return new HistogramDataPointSnapshot(
                buckets, histogram.getSum(), histogram.getLabels(), Exemplars.of(merged), 0);
    }

    /** All series that are being sent, by name. */
    synchronized List<MetricSnapshot> snapshots() {
        expire(clock.millis());
        List<MetricSnapshot> snapshots = new ArrayList<>(groups.size() + 1);
        for (Group group : groups.values()) {
            snapshots.add(group.family()
                    .snapshot(
                            group.points().values().stream().map(Latest::point).toList()));
        }
        if (!targets.isEmpty()) {
            snapshots.add(new InfoSnapshot(
                    new MetricMetadata(TARGET, "Where metrics come from"),
                    targets.keySet().stream().map(InfoDataPointSnapshot::new).toList()));
        }
        return snapshots;
    }

    /** How many there are. */
    synchronized int size() {
        return size;
    }
}
