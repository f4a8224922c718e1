package dev.signalbox.front;

import static dev.signalbox.front.fault.FrontFaults.LOG_STORM;
import static dev.signalbox.front.fault.FrontFaults.LOST_TRACE_CONTEXT;
import static dev.signalbox.front.fault.FrontFaults.METRIC_CARDINALITY_EXPLOSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Each fault does what it says while it is on, and nothing when it is off. */
@ExtendWith(OutputCaptureExtension.class)
class FaultTest extends FrontServiceTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void theTraceContextGoesOutWithEveryCall() {
        String traceId = quotes();

        assertThat(OTHERS.broker.lastAsked("GET /quotes").header("traceparent")).contains(traceId);
    }

    @Test
    void lostTraceContextTakesItFromTheWireUntilItIsOff() {
        faults.on(LOST_TRACE_CONTEXT, 1);
        quotes();
        quotes();
        assertThat(OTHERS.broker.asked("GET /quotes"))
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.headers().names())
                        .noneMatch(name -> name.equalsIgnoreCase("traceparent")
                                || name.equalsIgnoreCase("tracestate")
                                || name.equalsIgnoreCase("baggage")));

        // The connections stay the same: what was done to them must be undone.
        faults.allOff();
        String traceId = quotes();
        assertThat(OTHERS.broker.lastAsked("GET /quotes").header("traceparent")).contains(traceId);
    }

    @Test
    void logStormWritesItsLinesForEveryRequestUntilItIsOff(CapturedOutput output) {
        faults.on(LOG_STORM, 7);
        quotes();
        assertThat(output.getOut()).contains("Still here, 7 of 7: /api/quotes");
        assertThat(output.getOut().split("Still here", -1)).hasSize(8);

        faults.allOff();
        quotes();
        assertThat(output.getOut().split("Still here", -1)).hasSize(8);
    }

    @Test
    void logStormDoesNotDrownTheLab(CapturedOutput output) {
        faults.on(LOG_STORM, Integer.MAX_VALUE);

        quotes();

        assertThat(output.getOut().split("Still here", -1)).hasSize(1_001);
    }

    @Test
    void cardinalityExplosionMakesASeriesOfEveryRequestUntilItIsOff() {
        faults.on(METRIC_CARDINALITY_EXPLOSION, 2000);
        int before = series();
        quotes();
        quotes();
        quotes();
        assertThat(series()).isEqualTo(before + 3);

        faults.allOff();
        double counted = counted();
        quotes();
        assertThat(counted()).isEqualTo(counted);
    }

    /** @return the trace id of the request */
    private String quotes() {
        return client.get()
                .uri("/api/quotes")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("X-Trace-Id");
    }

    private int series() {
        return meters.find("signalbox.requests.numbered").counters().size();
    }

    private double counted() {
        return meters.find("signalbox.requests.numbered").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
