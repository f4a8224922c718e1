package dev.signalbox.front.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The cookie that holds the token of a visitor's session: out of reach of scripts, not sent along by other sites. */
@Component
public class SessionCookie {

    static final String NAME = "signalbox_session";

    private final SessionProperties properties;
    private final Clock clock;

    SessionCookie(SessionProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Puts the session into the browser, for as long as it lasts. */
    public void set(ServerWebExchange exchange, Session session) {
        Duration left = Duration.between(clock.instant(), session.expiresAt());
        exchange.getResponse().addCookie(cookie(session.token(), left.isNegative() ? Duration.ZERO : left));
    }

    /** Takes it away again. */
    public void clear(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie("", Duration.ZERO));
    }

    static Optional<String> token(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                .map(HttpCookie::getValue);
    }

    private ResponseCookie cookie(String value, Duration maxAge) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(properties.secureCookies())
                .maxAge(maxAge)
                .build();
    }
}
