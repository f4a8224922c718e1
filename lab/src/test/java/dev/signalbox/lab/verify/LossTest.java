package dev.signalbox.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LossTest {

    @Test
    void whatMostHaveWasSentByAll() {
        assertThat(Loss.mostFrequent(List.of(5L, 4L, 5L, 1L))).isEqualTo(5);
    }

    @Test
    void ofTwoThatAreAsFrequentTheLargerWasSent() {
        assertThat(Loss.mostFrequent(List.of(4L, 5L))).isEqualTo(5);
    }

    @Test
    void aPercentileIsOneOfTheTimesAndTheLastIsTheHighest() {
        List<Duration> times =
                LongStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();

        assertThat(Freshness.percentile(times, 0.5)).isEqualTo(Duration.ofSeconds(50));
        assertThat(Freshness.percentile(times, 0.95)).isEqualTo(Duration.ofSeconds(95));
        assertThat(Freshness.percentile(times.subList(0, 1), 0.5)).isEqualTo(Duration.ofSeconds(1));
    }
}
