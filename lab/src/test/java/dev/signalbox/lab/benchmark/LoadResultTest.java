package dev.signalbox.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.home.LabException;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    /** As Gatling 3.15 prints it. */
    private static final String SUMMARY = """
            ---- Global Information -------------------------------------------------------------|---Total---|-----OK----|----KO----
            > request count                                                                      |     1,053 |     1,038 |        15
            > min response time (ms)                                                             |       304 |       304 |       934
            > response time 95th percentile (ms)                                                 |     4,308 |     3,990 |     4,602
            > response time 99th percentile (ms)                                                 |     4,602 |     4,308 |     4,602
            > mean throughput (rps)                                                              |      6.62 |      4.75 |      1.88
            """;

    @Test
    void takesWhatWasAnsweredFromGatlingsSummary() {
        assertThat(LoadResult.parse(SUMMARY)).isEqualTo(new LoadResult(1038, 15, 4.75, 4308));
    }

    @Test
    void readsADashAsNone() {
        assertThat(LoadResult.parse(SUMMARY.replace("       15\n", "        -\n"))
                        .failed())
                .isZero();
    }

    @Test
    void saysWhatGatlingSaidWhenItDidNotGetToItsSummary() {
        assertThatThrownBy(() -> LoadResult.parse("Connection refused"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Connection refused");
    }
}
