package dev.signalbox.front.session;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Forms carry the CSRF token masked anew each time, so that a compressed page does not give it away (BREACH); a caller
 * of the API who sends it in the header has it from the cookie, as it is.
 */
class MaskedInFormsPlainInHeader implements ServerCsrfTokenRequestHandler {

    private final ServerCsrfTokenRequestHandler plain = new ServerCsrfTokenRequestAttributeHandler();
    private final ServerCsrfTokenRequestHandler masked = new XorServerCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        masked.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        boolean inHeader = exchange.getRequest().getHeaders().containsHeader(token.getHeaderName());
        return (inHeader ? plain : masked).resolveCsrfTokenValue(exchange, token);
    }
}
