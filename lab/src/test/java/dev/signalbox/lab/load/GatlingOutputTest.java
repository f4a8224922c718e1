package dev.signalbox.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.lab.home.LabException;
import org.junit.jupiter.api.Test;

/** The lines are Gatling 3.15's. */
class GatlingOutputTest {

    private final GatlingOutput output = new GatlingOutput();

    private void read(String lines) {
        lines.lines().forEach(output::read);
    }

    @Test
    void showsTheLatestCountsAndTheLatestPulse() {
        read("""
                ---- Requests -----------------------------------------------------------------------|---Total---|-----OK----|----KO----
                > Global                                                                             |         0 |         0 |         0

                now 5.4/s, p95 1071 ms
                > Global                                                                             |     1,103 |     1,100 |         3
                now 11.3/s, p95 188 ms
                """);

        assertThat(output.progress()).isEqualTo(new LoadProgress(1103, 3, 11.3, 188));
    }

    @Test
    void readsTheSummaryAndWhatWasPromisedInVain() {
        read("""
                > request count                                                                      |     1,227 |     1,220 |         7
                > response time 95th percentile (ms)                                                 |     1,080 |     1,079 |       812
                > response time 99th percentile (ms)                                                 |     2,071 |     2,070 |       900
                > mean throughput (rps)                                                              |     37.83 |      37.5 |      0.33
                Global: percentage of failed events is less than 0.1 : false (actual : 0.57)
                Global: 95th percentile of response time is less than 5000.0 : true (actual : 1080.0)
                """);

        LoadResult result = LoadResult.of(output);

        assertThat(result.requests()).isEqualTo(1220);
        assertThat(result.failed()).isEqualTo(7);
        assertThat(result.requestsPerSecond()).isEqualTo(37.5);
        assertThat(result.p95Millis()).isEqualTo(1079);
        assertThat(result.p99Millis()).isEqualTo(2070);
        assertThat(result.brokenPromises())
                .containsExactly("Global: percentage of failed events is less than 0.1, but was 0.57");
    }

    @Test
    void aColumnWithoutAnyIsZero() {
        read("""
                > request count                                                                      |       227 |       227 |         -
                > response time 95th percentile (ms)                                                 |        80 |        80 |         -
                > response time 99th percentile (ms)                                                 |     1,071 |     1,071 |         -
                > mean throughput (rps)                                                              |     37.83 |     37.83 |         -
                """);

        assertThat(LoadResult.of(output).failed()).isZero();
    }

    @Test
    void saysWhyARunDidNotGetToItsEnd() {
        read("""
                Exception in thread "main" java.lang.reflect.InvocationTargetException
                \tat io.gatling.app.Gatling.main(Gatling.scala)
                Caused by: java.lang.reflect.InvocationTargetException
                \t... 7 more
                Caused by: java.lang.IllegalStateException: cannot sign in ada.abara@load.signalbox.test: {"status":503}
                \t... 20 more
                """);

        assertThatThrownBy(() -> LoadResult.of(output))
                .isInstanceOf(LabException.class)
                .hasMessage("The load did not run to its end:"
                        + " cannot sign in ada.abara@load.signalbox.test: {\"status\":503}");
    }

    @Test
    void showsTheLastLinesIfItDidNotSayWhy() {
        read("Killed");

        assertThatThrownBy(() -> LoadResult.of(output))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Killed");
    }
}
