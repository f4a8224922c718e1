package dev.signalbox.broker.order;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broker.BrokerTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;

/** What an order leaves behind in spans, metrics and logs. */
@ExtendWith(OutputCaptureExtension.class)
// Spring Boot propagates traces only where it exports them; the exporter of this test is the one in memory.
@TestPropertySource(
        properties = {"management.tracing.export.enabled=true", "management.tracing.export.otlp.enabled=false"})
class OrderTelemetryTest extends BrokerTest {

    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    @TestConfiguration
    static class Recording {

        @Bean
        SpanProcessor recordSpans() {
            return SimpleSpanProcessor.create(SPANS);
        }
    }

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private MarketClock clock;

    @BeforeEach
    void forget() {
        SPANS.reset();
    }

    @Test
    void anOrderIsPricedAndBookedInTheTraceThatTheCallerIsTold(CapturedOutput output) {
        var traceId = placed(market("BUY", "SEMA", 3));

        var price = span("order.price");
        var book = span("order.book");
        assertThat(price.getTraceId()).isEqualTo(traceId);
        assertThat(book.getTraceId()).isEqualTo(traceId);
        assertThat(book.getParentSpanId()).isEqualTo(price.getParentSpanId()).isNotEqualTo("0000000000000000");
        assertThat(book.getAttributes().get(stringKey("order.side"))).isEqualTo("buy");
        assertThat(book.getAttributes().get(stringKey("order.type"))).isEqualTo("market");
        assertThat(book.getAttributes().get(stringKey("order.outcome"))).isEqualTo("filled");
        assertThat(output.getOut().lines().filter(line -> line.contains("MARKET BUY 3 SEMA: FILLED")))
                .isNotEmpty()
                .allMatch(line -> line.contains(traceId));
    }

    @Test
    void theCallToAuthServiceCarriesTheTrace() {
        var traceId = placed(market("BUY", "SEMA", 1));

        assertThat(AUTH.lastTraceparent()).contains(traceId);
    }

    @Test
    void ordersAreCountedBySideTypeAndOutcome() {
        placed(market("BUY", "SEMA", 1));
        order(user, market("SELL", "SEMA", 2)).expectStatus().isEqualTo(422);

        assertThat(orders("buy", "filled")).isPositive();
        assertThat(orders("sell", "rejected")).isPositive();
    }

    @Test
    void aLimitOrderIsFilledInATraceOfItsOwnThatNamesTheOneItCameFrom() {
        var placedIn = placed(limit("BUY", "SEMA", 1, "90.00"));
        setPrice("SEMA", "80.00");

        clock.tick().block();

        var fill = SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("order.fill"))
                .filter(span -> placedIn.equals(span.getAttributes().get(stringKey("order.trace_id"))))
                .findFirst()
                .orElseThrow();
        assertThat(fill.getTraceId()).isNotEqualTo(placedIn);
        assertThat(fill.getParentSpanContext().isValid()).isFalse();
        assertThat(fill.getAttributes().get(stringKey("order.outcome"))).isEqualTo("filled");
    }

    @Test
    void everyTickIsTimedButOnlyOneInThirtyIsATrace() {
        for (int i = 0; i < 30; i++) {
            clock.tick().block();
        }

        assertThat(SPANS.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("quote.tick"))
                .hasSize(1);
        assertThat(meters.get("quote.tick").timer().count()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void itsTimersHaveBucketsForExemplars() {
        placed(market("BUY", "SEMA", 1));

        assertThat(meters.get("order.book").timers())
                .isNotEmpty()
                .allSatisfy(timer ->
                        assertThat(timer.takeSnapshot().histogramCounts()).isNotEmpty());
    }

    private String placed(Object body) {
        return order(user, body)
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("X-Trace-Id");
    }

    private SpanData span(String name) {
        return SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long orders(String side, String outcome) {
        return meters.get("order.book")
                .tags("order.side", side, "order.type", "market", "order.outcome", outcome)
                .timer()
                .count();
    }
}
