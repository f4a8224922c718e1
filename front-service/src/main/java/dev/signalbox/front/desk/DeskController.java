package dev.signalbox.front.desk;

import dev.signalbox.common.telemetry.TraceId;
import dev.signalbox.front.PassedOnProblem;
import dev.signalbox.front.activity.ActivityLog;
import dev.signalbox.front.session.CurrentVisitor;
import dev.signalbox.front.session.Visitor;
import dev.signalbox.front.trading.Order;
import dev.signalbox.front.trading.Trading;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The trading desk. Every part of it that htmx refreshes is a part of the one template that draws it all. */
@Controller
class DeskController {

    private static final int ACTIVITIES = 100;

    private final Desk desk;
    private final Trading trading;
    private final ActivityLog activity;

    DeskController(Desk desk, Trading trading, ActivityLog activity) {
        this.desk = desk;
        this.trading = trading;
        this.activity = activity;
    }

    /**
     * The desk.
     *
     * @param symbol and {@code side}: what the ticket begins with
     * @param placed id of the order that was just placed
     */
    @GetMapping("/")
    Mono<Rendering> desk(
            @CurrentVisitor Visitor visitor,
            @RequestParam Optional<String> symbol,
            @RequestParam Optional<String> side,
            @RequestParam Optional<String> placed) {
        return desk.of(visitor).map(view -> {
            Order order = placed.flatMap(id -> view.orders().stream()
                            .filter(o -> o.id().toString().equals(id) && OrderWords.isPlaced(o))
                            .findFirst())
                    .orElse(null);
            return page(visitor, view)
                    .modelAttribute("ticket", Ticket.blank(symbol.orElse(null), side.orElse(null)))
                    .modelAttribute("errors", Map.of())
                    .modelAttribute("notice", order == null ? null : placed(order))
                    .modelAttribute("placed", order == null ? null : order.id())
                    .build();
        });
    }

    /** The quotes alone, to refresh them. */
    @GetMapping("/quotes")
    Mono<Rendering> quotes() {
        return trading.quotes()
                .map(quotes -> Rendering.view("desk :: quotes")
                        .modelAttribute("quotes", quotes)
                        .modelAttribute("asOf", DeskView.asOf(quotes))
                        .build());
    }

    /** Orders and holdings, to refresh them: a limit order may be filled at any time. */
    @GetMapping("/books")
    Mono<Rendering> books(@CurrentVisitor Visitor visitor) {
        return Mono.zip(trading.portfolio(visitor), desk.orders(visitor))
                .map(books -> Rendering.view("parts :: books")
                        .modelAttribute("portfolio", books.getT1())
                        .modelAttribute("orders", books.getT2())
                        .modelAttribute("placed", null)
                        .build());
    }

    /** Places an order: shows the desk with the order on it, or the ticket with what is wrong with it. */
    @PostMapping("/orders")
    Mono<Rendering> order(@CurrentVisitor Visitor visitor, @ModelAttribute Ticket ticket, ServerWebExchange exchange) {
        Map<String, String> errors = ticket.errors();
        if (!errors.isEmpty()) {
            return refused(visitor, ticket, errors, null, HttpStatus.UNPROCESSABLE_CONTENT, exchange);
        }
        return trading.place(visitor, ticket.order(), Optional.of(ticket.key()))
                .flatMap(order ->
                        isHtmx(exchange) ? booked(visitor, order) : Mono.just(SeeOther.page("/?placed=" + order.id())))
                .onErrorResume(PassedOnProblem.class, problem -> refused(visitor, ticket, problem, exchange));
    }

    /** All that is remembered of the visitor. */
    @GetMapping("/activity")
    Mono<Rendering> activity(@CurrentVisitor Visitor visitor) {
        return activity.newest(visitor.email(), ACTIVITIES)
                .map(entries -> Rendering.view("activity")
                        .modelAttribute("visitor", visitor)
                        .modelAttribute("activity", entries)
                        .modelAttribute("most", ACTIVITIES)
                        .build());
    }

    private Mono<Rendering> booked(Visitor visitor, Order order) {
        return desk.of(visitor)
                .map(view -> fill(Rendering.view("parts :: desk"), visitor, view)
                        .modelAttribute(
                                "ticket",
                                Ticket.blank(order.symbol(), order.side().name()))
                        .modelAttribute("errors", Map.of())
                        .modelAttribute("notice", placed(order))
                        .modelAttribute("placed", order.id())
                        .build());
    }

    private Mono<Rendering> refused(
            Visitor visitor, Ticket ticket, PassedOnProblem problem, ServerWebExchange exchange) {
        if (problem.getStatusCode().value() == HttpStatus.UNAUTHORIZED.value()) {
            return Mono.error(problem);
        }
        Map<String, String> errors = problem.fieldErrors();
        String words = Optional.ofNullable(problem.getBody().getDetail()).orElse("The order was refused.");
        Notice notice = new Notice("bad", words, TraceId.current().orElse(null));
        return refused(visitor, ticket, errors, notice, problem.getStatusCode(), exchange);
    }

    private Mono<Rendering> refused(
            Visitor visitor,
            Ticket ticket,
            Map<String, String> errors,
            Notice notice,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return desk.of(visitor)
                .map(view -> (isHtmx(exchange)
                                ? fill(Rendering.view("parts :: desk"), visitor, view)
                                : page(visitor, view))
                        .modelAttribute("ticket", ticket.again())
                        .modelAttribute("errors", errors)
                        .modelAttribute("notice", notice)
                        .modelAttribute("placed", null)
                        .status(status)
                        .build());
    }

    private static Rendering.Builder<?> page(Visitor visitor, DeskView view) {
        return fill(Rendering.view("desk"), visitor, view);
    }

    private static Rendering.Builder<?> fill(Rendering.Builder<?> rendering, Visitor visitor, DeskView view) {
        return rendering
                .modelAttribute("visitor", visitor)
                .modelAttribute("quotes", view.quotes())
                .modelAttribute("asOf", DeskView.asOf(view.quotes()))
                .modelAttribute("portfolio", view.portfolio())
                .modelAttribute("orders", view.orders())
                .modelAttribute("activity", view.activity().orElse(null));
    }

    private static Notice placed(Order order) {
        return new Notice("good", OrderWords.of(order), order.traceId());
    }

    private static boolean isHtmx(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader("HX-Request");
    }
}
