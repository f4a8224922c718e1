package dev.signalbox.front.session;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a visitor to another page, also when htmx asks for a part of this one. */
public final class Redirect {

    private Redirect() {}

    /** 303 for a browser; for htmx, which would follow that unseen, the header that makes it change the page. */
    public static Mono<Void> to(ServerWebExchange exchange, URI target) {
        ServerHttpResponse response = exchange.getResponse();
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            response.getHeaders().set("HX-Redirect", target.toString());
        } else {
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(target);
        }
        return response.setComplete();
    }
}
