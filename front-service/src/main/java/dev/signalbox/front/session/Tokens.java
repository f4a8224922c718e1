package dev.signalbox.front.session;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Finds the token of a request: a bearer token (RFC 6750, section 2.1) or else the page's cookie. */
final class Tokens {

    private static final String SCHEME = "Bearer ";

    /** RFC 6750's b64token. Anything else is nobody's token, and nothing to put into a header of our own. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}=*");

    private Tokens() {}

    /** Whether the request brings an Authorization header: then the cookie does not count. */
    static boolean inHeader(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    /** The request's token; empty if it has none, or something that cannot be one. */
    static Optional<String> of(ServerWebExchange exchange) {
        Optional<String> found = inHeader(exchange) ? bearer(exchange) : SessionCookie.token(exchange);
        return found.filter(token -> TOKEN.matcher(token).matches());
    }

    private static Optional<String> bearer(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
