package dev.signalbox.front.trading;

import dev.signalbox.common.client.ServiceClient;
import dev.signalbox.common.client.ServiceClients;
import dev.signalbox.front.PassedOnProblem;
import dev.signalbox.front.session.Visitor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/** Asks broker-service. Its refusals come out as {@link PassedOnProblem}. */
@Component
class BrokerClient {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ServiceClient broker;

    BrokerClient(ServiceClients clients, BrokerProperties properties) {
        this.broker = clients.create("broker-service", properties.url());
    }

    Mono<List<Quote>> quotes() {
        return get(broker.web().get().uri("/quotes"), new ParameterizedTypeReference<>() {});
    }

    Mono<Quote> quote(String symbol) {
        return get(broker.web().get().uri("/quotes/{symbol}", symbol), new ParameterizedTypeReference<>() {});
    }

    Mono<Portfolio> portfolio(Visitor visitor) {
        return get(as(visitor, broker.web().get().uri("/portfolio")), new ParameterizedTypeReference<>() {});
    }

    Mono<Order> order(Visitor visitor, UUID id) {
        return get(as(visitor, broker.web().get().uri("/orders/{id}", id)), new ParameterizedTypeReference<>() {});
    }

    Mono<OrderPage> orders(Visitor visitor, Optional<Integer> limit, Optional<UUID> before) {
        var request = broker.web()
                .get()
                .uri(uri -> uri.path("/orders")
                        .queryParamIfPresent("limit", limit)
                        .queryParamIfPresent("before", before)
                        .build());
        return get(as(visitor, request), new ParameterizedTypeReference<>() {});
    }

    /** An order with a key may be sent again when no answer comes: broker-service books it once. One without may not. */
    Mono<Order> place(Visitor visitor, NewOrder order, Optional<String> key) {
        var request = as(visitor, broker.web().post().uri("/orders").bodyValue(order));
        key.ifPresent(value -> request.header(IDEMPOTENCY_KEY, value));
        var call = request.retrieve().bodyToMono(Order.class);
        return PassedOnProblem.of(key.isPresent() ? broker.repeatable(call) : broker.once(call));
    }

    private <T> Mono<T> get(RequestHeadersSpec<?> request, ParameterizedTypeReference<T> type) {
        return PassedOnProblem.of(broker.repeatable(request.retrieve().bodyToMono(type)));
    }

    private static RequestHeadersSpec<?> as(Visitor visitor, RequestHeadersSpec<?> request) {
        return request.header(HttpHeaders.AUTHORIZATION, "Bearer " + visitor.token());
    }
}
