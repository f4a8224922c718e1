package dev.signalbox.broker.quote;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
    @Operation(summary = "What every stock costs")
    Flux<Quote> all() {
        return quotes.all();
    }

    @GetMapping("/{symbol}")
    @Operation(summary = "What one stock costs")
    @ApiResponse(responseCode = "200", description = "Its quote")
    @ApiResponse(responseCode = "404", description = "There is no such stock")
    Mono<Quote> one(@PathVariable @Pattern(regexp = "\\w{1,16}", message = "is no symbol") String symbol) {
        return quotes.find(symbol).switchIfEmpty(Mono.error(() -> new UnknownQuote(symbol)));
    }
}
