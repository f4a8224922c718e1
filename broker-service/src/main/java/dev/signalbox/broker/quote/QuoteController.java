package dev.signalbox.broker.quote;

import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Quotes are for everybody, signed in or not. */
@RestController
@RequestMapping("/quotes")
class QuoteController {

    private final Quotes quotes;

    QuoteController(Quotes quotes) {
        this.quotes = quotes;
    }

    @GetMapping
    Flux<Quote> all() {
        return quotes.all();
    }

    @GetMapping("/{symbol}")
    Mono<Quote> one(@PathVariable @Pattern(regexp = "\\w{1,16}", message = "is no symbol") String symbol) {
        return quotes.find(symbol).switchIfEmpty(Mono.error(() -> new UnknownQuote(symbol)));
    }
}
