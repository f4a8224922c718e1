package dev.signalbox.common.problem;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A form that is not encoded as one is the caller's mistake; Spring, whose reader cannot be replaced, says it is ours. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // before Spring Security, which looks for its token in forms
class BadForms implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(new ServerWebExchangeDecorator(exchange) {
            @Override
            public Mono<MultiValueMap<String, String>> getFormData() {
                return super.getFormData()
                        .onErrorMap(
                                IllegalArgumentException.class,
                                error -> new ServerWebInputException("The form is not encoded as one", null, error));
            }
        });
    }
}
