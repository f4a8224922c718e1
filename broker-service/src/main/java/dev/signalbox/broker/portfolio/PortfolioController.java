package dev.signalbox.broker.portfolio;

import dev.signalbox.broker.quote.Quote;
import dev.signalbox.broker.quote.Quotes;
import dev.signalbox.broker.session.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own portfolio; there is no way to ask for another's. */
@RestController
@SecurityRequirement(name = "bearer")
class PortfolioController {

    private final Portfolios portfolios;
    private final Quotes quotes;

    PortfolioController(Portfolios portfolios, Quotes quotes) {
        this.portfolios = portfolios;
        this.quotes = quotes;
    }

    @GetMapping("/portfolio")
    @Operation(summary = "Cash and positions, at today's prices")
    Mono<Portfolio> portfolio(@CurrentUser UUID owner) {
        return Mono.zip(
                        quotes.all().collectMap(Quote::symbol, Quote::price),
                        portfolios.cash(owner),
                        portfolios.positions(owner).collectList())
                .map(all -> Portfolio.at(all.getT1(), all.getT2(), all.getT3()));
    }
}
