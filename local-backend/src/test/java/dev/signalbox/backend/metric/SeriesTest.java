package dev.signalbox.backend.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backend.Otlp;
import dev.signalbox.backend.ingest.IngestCounters;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** How long and how many series are kept. */
class SeriesTest {

    private final Hands clock = new Hands();
    private final Series series = series(20, DataSize.ofMegabytes(10));

    @Test
    void aSeriesThatIsNoLongerSentVanishesAndItsTargetToo() {
        put(series, many(2, 1));
        clock.advance(Duration.ofSeconds(40));
        put(series, many(1, 1));
        assertThat(series.size()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(40));
        assertThat(series.snapshots()).extracting(SeriesTest::name).containsExactly("many", "target");
        assertThat(series.size()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));
        assertThat(series.snapshots()).isEmpty();
        assertThat(series.size()).isZero();
    }

    @Test
    void beyondTheLimitNewSeriesAreRejectedAndKnownOnesGoOn() {
        assertThat(put(series, many(15, 1))).isZero();

        assertThat(put(series, many(30, 2))).isEqualTo(10);

        assertThat(series.size()).isEqualTo(20);
        assertThat(series.snapshots().get(0).getDataPoints())
                .hasSize(20)
                .allSatisfy(point ->
                        assertThat(((GaugeDataPointSnapshot) point).getValue()).isEqualTo(2));
    }

    @Test
    void soIsMemoryAndItIsGivenBack() {
        Series small = series(1000, DataSize.ofKilobytes(20));

        assertThat(put(small, many(100, 1))).isPositive();
        clock.advance(Duration.ofSeconds(61));

        assertThat(put(small, many(5, 1))).isZero();
    }

    @Test
    void aSeriesThatSaysItHasEndedIsGoneAtOnce() {
        put(series, many(1, 1));
        Metric.Builder ended = many(1, 0);
        ended.getGaugeBuilder()
                .getDataPointsBuilder(0)
                .setFlags(DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE);

        put(series, ended);

        assertThat(series.size()).isZero();
    }

    private Series series(int max, DataSize size) {
        return new Series(new MetricSettings(max, size, Duration.ofSeconds(60)), new IngestCounters(), clock);
    }

    private static int put(Series series, Metric.Builder metric) {
        return series.put(MetricDecoder.decode(Metrics.request(metric)));
    }

    private static String name(MetricSnapshot snapshot) {
        return snapshot.getMetadata().getName();
    }

    private static Metric.Builder many(int series, double value) {
        Metric.Builder metric = Metric.newBuilder().setName("many");
        for (int i = 0; i < series; i++) {
            metric.getGaugeBuilder()
                    .addDataPoints(NumberDataPoint.newBuilder()
                            .setAsDouble(value)
                            .addAttributes(Otlp.attribute("n", String.valueOf(i))));
        }
        return metric;
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
