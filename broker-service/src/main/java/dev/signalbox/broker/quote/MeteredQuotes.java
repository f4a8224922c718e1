package dev.signalbox.broker.quote;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows the last price that somebody was told as the gauge {@code quote.price}, one per symbol. */
public class MeteredQuotes implements Quotes {

    private final Quotes quotes;
    private final MeterRegistry meters;
    private final Map<String, AtomicReference<Double>> lastTold = new ConcurrentHashMap<>();

    /** Measures what another source of quotes says. */
    public MeteredQuotes(Quotes quotes, MeterRegistry meters) {
        this.quotes = quotes;
        this.meters = meters;
    }

    @Override
    public Flux<Quote> all() {
        return quotes.all().doOnNext(this::told);
    }

    @Override
    public Mono<Quote> find(String symbol) {
        return quotes.find(symbol).doOnNext(this::told);
    }

    private void told(Quote quote) {
        lastTold.computeIfAbsent(quote.symbol(), this::gauge).set(quote.price().doubleValue());
    }

    private AtomicReference<Double> gauge(String symbol) {
        var price = new AtomicReference<>(0.0);
        Gauge.builder("quote.price", price, AtomicReference::get)
                .description("Last price told to a caller")
                .tag("quote.symbol", symbol)
                .register(meters);
        return price;
    }
}
